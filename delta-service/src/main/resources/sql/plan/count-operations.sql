SELECT x.operation, COUNT(*) AS planned, COUNT(CASE WHEN x.outcome = 'KEPT' THEN 1 END) AS kept
FROM {p2}PLAN p
JOIN {p2}PLAN_ADDRESS x ON x.sequence = p.sequence
WHERE p.run_no = {run} AND p.change IN ('UPDATE', 'REMOVE')
GROUP BY x.operation
