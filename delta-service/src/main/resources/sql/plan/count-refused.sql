-- Qualified, not in the baseline, and nothing but refused addresses. Each constituent at its first refused address.
SELECT COUNT(*)
FROM {p2}ADDRESS r
WHERE r.sync_id = {sync} AND r.state = 'REFUSED'
  AND NOT EXISTS (SELECT 1 FROM {p2}ADDRESS f
                  WHERE f.sync_id = {sync} AND f.customer_no = r.customer_no AND f.state = 'REFUSED'
                    AND f.address_key < r.address_key)
  AND EXISTS (SELECT 1 FROM {p2}RUN_MEMBER m WHERE m.run_no = {run} AND m.customer_no = r.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = r.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}RUN_WITHOUT w WHERE w.run_no = {run} AND w.customer_no = r.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e
                  WHERE e.customer_no = r.customer_no AND {eligible.e} {notRefused.e})
