-- Of a plan that waited for a decision: what was to be kept stays kept, but the holder may be another one by now.
UPDATE {p2}PLAN_ADDRESS
SET reason = 'NOT_HELD', holder_no = NULL
WHERE operation = 'UNTAG' AND outcome = 'KEPT' AND reason <> 'MEMBER_AGAIN'
  AND sequence > {first} AND sequence <= {last} AND run_no = {run}
