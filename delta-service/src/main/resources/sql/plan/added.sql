-- Members that qualify and are not in the baseline, unless every eligible address was refused before.
INSERT INTO {p2}PLAN (run_no, customer_no, change, reasons, fname, lname, prefix)
SELECT m.run_no, m.customer_no, 'ADD', '', c.fname, c.lname, {prefix}
FROM {p2}RUN_MEMBER m
LEFT JOIN {tessitura}T_CUSTOMER c ON c.customer_no = m.customer_no
{prefixes}
WHERE m.run_no = {run}
  AND NOT EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = m.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}RUN_WITHOUT w WHERE w.run_no = m.run_no AND w.customer_no = m.customer_no)
  {notRefusedBefore}
