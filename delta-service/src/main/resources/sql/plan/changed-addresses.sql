-- What a changed constituent gets: the tag where it is missing or in doubt, new contact data where it is recorded.
-- The join is an outer one only to keep the order: first the plan, which is small, then its addresses.
INSERT INTO {p2}PLAN_ADDRESS (sequence, address_no, run_no, operation, address, address_key)
SELECT p.sequence,
       1 + (SELECT COUNT(*) FROM {tessitura}T_EADDRESS o
            WHERE o.customer_no = e.customer_no AND o.eaddress_no < e.eaddress_no),
       p.run_no, CASE WHEN a.state = 'TAGGED' THEN 'UPDATE' ELSE 'TAG' END, LTRIM(RTRIM(e.address)), {key.e}
FROM {p2}PLAN p
LEFT JOIN {tessitura}T_EADDRESS e ON e.customer_no = p.customer_no
LEFT JOIN {p2}ADDRESS a ON a.sync_id = {sync} AND a.customer_no = p.customer_no AND a.address_key = {key.e}
WHERE p.run_no = {run} AND p.change = 'UPDATE' AND {eligible.e}
  AND NOT EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS o
                  WHERE o.customer_no = e.customer_no AND o.eaddress_no < e.eaddress_no
                    AND {key.o} = {key.e} AND {eligible.o})
  AND (a.state IN ('PENDING', 'IN_DOUBT')
    OR (a.state = 'TAGGED' AND (p.reasons LIKE '%A%' OR p.reasons LIKE '%M%'))
    OR (a.id IS NULL AND p.reasons LIKE '%C%'))
