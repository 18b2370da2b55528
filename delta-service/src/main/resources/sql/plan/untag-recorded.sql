-- A removal takes the tag from every address that has it or may have it.
-- The join is an outer one only to keep the order: first the plan, which is small, then its addresses.
INSERT INTO {p2}PLAN_ADDRESS (sequence, address_no, run_no, operation, address, address_key)
SELECT p.sequence,
       1 + (SELECT COUNT(*) FROM {p2}ADDRESS o
            WHERE o.sync_id = a.sync_id AND o.customer_no = a.customer_no AND o.address_key < a.address_key
              AND CASE WHEN o.state IN ('TAGGED', 'IN_DOUBT') THEN 1 ELSE 0 END = 1),
       p.run_no, 'UNTAG', a.address, a.address_key
FROM {p2}PLAN p
LEFT JOIN {p2}ADDRESS a ON a.sync_id = {sync} AND a.customer_no = p.customer_no
WHERE p.run_no = {run} AND p.change = 'REMOVE' AND CASE WHEN a.state IN ('TAGGED', 'IN_DOUBT') THEN 1 ELSE 0 END = 1
