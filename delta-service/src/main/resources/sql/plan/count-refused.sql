-- Qualified, not in the baseline, and nothing but refused addresses.
SELECT COUNT(*)
FROM {p2}RUN_MEMBER m
WHERE m.run_no = {run}
  AND m.customer_no IN (SELECT r.customer_no FROM {p2}ADDRESS r WHERE r.sync_id = {sync} AND r.state = 'REFUSED')
  AND NOT EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = m.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}RUN_WITHOUT w WHERE w.run_no = m.run_no AND w.customer_no = m.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e
                  WHERE e.customer_no = m.customer_no AND {eligible.e} {notRefused.e})
