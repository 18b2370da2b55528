-- A baseline row without recorded addresses comes from elsewhere: every e-mail address of the constituent may have the tag.
-- The join is an outer one only to keep the order: first the plan, which is small, then its addresses.
INSERT INTO {p2}PLAN_ADDRESS (sequence, address_no, run_no, operation, address, address_key)
SELECT p.sequence,
       1 + (SELECT COUNT(DISTINCT {key.o}) FROM {tessitura}T_EADDRESS o
            WHERE o.customer_no = e.customer_no AND o.eaddress_no < e.eaddress_no AND {email.o} AND {valid.o}),
       p.run_no, 'UNTAG', LTRIM(RTRIM(e.address)), {key.e}
FROM {p2}PLAN p
LEFT JOIN {tessitura}T_EADDRESS e ON e.customer_no = p.customer_no
WHERE p.run_no = {run} AND p.change = 'REMOVE' AND {email.e} AND {valid.e}
  AND NOT EXISTS (SELECT 1 FROM {p2}ADDRESS a
                  WHERE a.sync_id = {sync} AND a.customer_no = p.customer_no AND CASE WHEN a.state IN ('TAGGED', 'IN_DOUBT') THEN 1 ELSE 0 END = 1)
  AND NOT EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS o
                  WHERE o.customer_no = e.customer_no AND o.eaddress_no < e.eaddress_no AND {key.o} = {key.e}
                    AND {email.o})
