SELECT d.id FROM {p2}PLAN p
JOIN {p2}DUE d ON d.sync_id = {sync} AND d.customer_no = p.customer_no
WHERE p.sequence > {from} AND p.sequence <= {to} AND CASE WHEN p.run_no = {run} THEN 1 ELSE 0 END = 1 AND p.change = 'REMOVE'
  AND NOT EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = p.customer_no)
