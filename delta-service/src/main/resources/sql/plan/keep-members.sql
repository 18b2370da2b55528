-- Only of a plan that waited for a decision: who is a member again keeps the tag.
UPDATE {p2}PLAN_ADDRESS
SET outcome = 'KEPT', settlement_no = 0, reason = 'MEMBER_AGAIN', holder_no = NULL
WHERE operation = 'UNTAG'
  AND sequence IN (SELECT p.sequence FROM {p2}PLAN p
                   WHERE p.run_no = {run} AND p.change = 'REMOVE'
                     AND EXISTS (SELECT 1 FROM {p2}RUN_MEMBER m
                                 WHERE m.run_no = {run} AND m.customer_no = p.customer_no))
