SELECT COUNT(*)
FROM {p2}PLAN p
WHERE p.run_no = {run} AND p.change = 'REMOVE'
  AND NOT EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS x WHERE x.sequence = p.sequence)
