-- Removed constituents without any address: nothing will be settled for them.
SELECT b.id FROM {p2}PLAN p
JOIN {contents} b ON b.sync_id = {sync} AND b.customer_no = p.customer_no
WHERE p.sequence > {from} AND p.sequence <= {to} AND CASE WHEN p.run_no = {run} THEN 1 ELSE 0 END = 1 AND p.change = 'REMOVE'
  AND NOT EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS x WHERE x.sequence = p.sequence)
