SELECT TOP (1) 1
FROM {p2}PLAN p
JOIN {p2}PLAN_FIELD f ON f.sequence = p.sequence AND f.name = ?
WHERE p.run_no = {run}
  AND EXISTS (SELECT 1 FROM {p2}PLAN_FIELD o WHERE o.sequence = f.sequence AND o.name = f.name AND o.id < f.id)
