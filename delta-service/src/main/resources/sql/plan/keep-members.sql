-- Only of a plan that waited for a decision: who is a member again, or has the address eligible again, keeps the tag.
UPDATE {p2}PLAN_ADDRESS
SET outcome = 'KEPT', settlement_no = 0, reason = 'MEMBER_AGAIN', holder_no = NULL
WHERE operation = 'UNTAG'
  AND sequence > {first} AND sequence <= {last} AND run_no = {run}
  AND EXISTS (SELECT 1 FROM {p2}PLAN p
              JOIN {p2}RUN_MEMBER m ON m.run_no = {run} AND m.customer_no = p.customer_no
              WHERE p.sequence = {p2}PLAN_ADDRESS.sequence
                AND (p.change = 'REMOVE'
                  OR EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e
                             WHERE e.customer_no = p.customer_no AND {key.e} = {p2}PLAN_ADDRESS.address_key
                               AND {eligible.e})))
