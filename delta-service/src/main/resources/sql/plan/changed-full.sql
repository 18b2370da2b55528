-- A full run sends everybody again who is in the baseline and qualifies.
INSERT INTO {p2}PLAN (run_no, customer_no, change, reasons, fname, lname, prefix)
SELECT {run}, b.customer_no, 'UPDATE', 'F', c.fname, c.lname, {prefix}
FROM {contents} b
LEFT JOIN {tessitura}T_CUSTOMER c ON c.customer_no = b.customer_no
{prefixes}
WHERE b.sync_id = {sync}
  AND EXISTS (SELECT 1 FROM {p2}RUN_MEMBER m WHERE m.run_no = {run} AND m.customer_no = b.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}RUN_WITHOUT w WHERE w.run_no = {run} AND w.customer_no = b.customer_no)
