-- In the baseline and no member any more.
INSERT INTO {p2}PLAN (run_no, customer_no, change, reasons, fname, lname, prefix)
SELECT {run}, b.customer_no, '{change}', '', c.fname, c.lname, {prefix}
FROM {contents} b
LEFT JOIN {tessitura}T_CUSTOMER c ON c.customer_no = b.customer_no
{prefixes}
WHERE b.sync_id = {sync}
  AND NOT EXISTS (SELECT 1 FROM {p2}RUN_MEMBER m WHERE m.run_no = {run} AND m.customer_no = b.customer_no)
