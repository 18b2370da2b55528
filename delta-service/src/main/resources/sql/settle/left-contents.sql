-- Left the list of a job that only adds: keeps the tag, and a later return counts as new.
SELECT t.id FROM {p2}PLAN p
JOIN {contents} t ON t.sync_id = {sync} AND t.customer_no = p.customer_no
WHERE p.sequence > {from} AND p.sequence <= {to} AND CASE WHEN p.run_no = {run} THEN 1 ELSE 0 END = 1 AND p.change = 'LEFT'
