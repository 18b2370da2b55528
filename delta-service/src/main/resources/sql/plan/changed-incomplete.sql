-- Baseline members with an address that should have the tag and does not, or may not.
INSERT INTO {p2}PLAN (run_no, customer_no, change, reasons, fname, lname, prefix)
SELECT {run}, a.customer_no, 'UPDATE', 'I', c.fname, c.lname, {prefix}
FROM {p2}ADDRESS a
LEFT JOIN {tessitura}T_CUSTOMER c ON c.customer_no = a.customer_no
{prefixes}
WHERE a.sync_id = {sync} AND a.state IN ('PENDING', 'IN_DOUBT')
  AND EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = a.customer_no)
  AND EXISTS (SELECT 1 FROM {p2}RUN_MEMBER m WHERE m.run_no = {run} AND m.customer_no = a.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}RUN_WITHOUT w WHERE w.run_no = {run} AND w.customer_no = a.customer_no)
  AND EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e
              WHERE e.customer_no = a.customer_no AND {key.e} = a.address_key AND {eligible.e})
  AND NOT EXISTS (SELECT 1 FROM {p2}ADDRESS f
                  WHERE f.sync_id = {sync} AND f.customer_no = a.customer_no AND CASE WHEN f.state IN ('PENDING', 'IN_DOUBT') THEN 1 ELSE 0 END = 1
                    AND f.address_key < a.address_key
                    AND EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS o
                                WHERE o.customer_no = f.customer_no AND {key.o} = f.address_key AND {eligible.o}))
