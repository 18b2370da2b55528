-- A re-import is done when all its updates are done or refused; without any, when its tags are.
SELECT d.id FROM {p2}SETTLING s
JOIN {p2}DUE d ON d.sync_id = {sync} AND d.customer_no = s.customer_no
WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.operation IN ('TAG', 'UPDATE')
  AND NOT EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS x
                  WHERE x.sequence = s.sequence AND x.operation = 'UPDATE'
                    AND (x.outcome IS NULL OR x.outcome NOT IN ('DONE', 'ALREADY', 'REJECTED')))
  AND (s.operation = 'UPDATE'
    OR EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS x
               WHERE x.sequence = s.sequence AND x.operation = 'UPDATE')
    OR NOT EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS x
                   WHERE x.sequence = s.sequence AND x.operation = 'TAG'
                     AND (x.outcome IS NULL OR x.outcome NOT IN ('DONE', 'ALREADY', 'REJECTED'))))
