-- New contact data goes to the recorded addresses that are eligible now.
INSERT INTO {p2}PLAN (run_no, customer_no, change, reasons, fname, lname, prefix)
SELECT {run}, d.customer_no, 'UPDATE', d.reasons, c.fname, c.lname, {prefix}
FROM {p2}RUN_DUE d
LEFT JOIN {tessitura}T_CUSTOMER c ON c.customer_no = d.customer_no
{prefixes}
WHERE d.run_no = {run}
  AND EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = d.customer_no)
  AND EXISTS (SELECT 1 FROM {p2}RUN_MEMBER m WHERE m.run_no = {run} AND m.customer_no = d.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}PLAN p WHERE p.run_no = {run} AND p.customer_no = d.customer_no)
  AND EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e
              JOIN {p2}ADDRESS a ON a.sync_id = {sync} AND a.customer_no = e.customer_no AND a.address_key = {key.e}
              WHERE e.customer_no = d.customer_no AND a.state = 'TAGGED' AND {eligible.e})
