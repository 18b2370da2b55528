-- Eligible addresses came, or recorded ones are eligible no more.
INSERT INTO {p2}PLAN (run_no, customer_no, change, reasons, fname, lname, prefix)
SELECT {run}, b.customer_no, 'UPDATE', 'C', c.fname, c.lname, {prefix}
FROM {contents} b
LEFT JOIN {tessitura}T_CUSTOMER c ON c.customer_no = b.customer_no
{prefixes}
WHERE b.sync_id = {sync}
  AND EXISTS (SELECT 1 FROM {p2}RUN_MEMBER m WHERE m.run_no = {run} AND m.customer_no = b.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}RUN_WITHOUT w WHERE w.run_no = {run} AND w.customer_no = b.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}PLAN p WHERE p.run_no = {run} AND p.customer_no = b.customer_no)
  AND (EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e
               WHERE e.customer_no = b.customer_no AND {eligible.e}
                 AND NOT EXISTS (SELECT 1 FROM {p2}ADDRESS a
                                 WHERE a.sync_id = {sync} AND a.customer_no = e.customer_no
                                   AND a.address_key = {key.e}))
    OR EXISTS (SELECT 1 FROM {p2}ADDRESS a
               WHERE a.sync_id = {sync} AND a.customer_no = b.customer_no AND CASE WHEN a.state IN ('TAGGED', 'IN_DOUBT') THEN 1 ELSE 0 END = 1
                 AND NOT EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e
                                 WHERE e.customer_no = a.customer_no AND {key.e} = a.address_key AND {eligible.e})))
