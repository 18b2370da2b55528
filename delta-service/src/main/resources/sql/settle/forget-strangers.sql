-- PENDING means: should have the tag while a member. Whoever is neither member nor in the baseline should not.
DELETE FROM {p2}ADDRESS
WHERE sync_id = {sync} AND state = 'PENDING'
  AND NOT EXISTS (SELECT 1 FROM {p2}RUN_MEMBER m
                  WHERE m.run_no = {run} AND m.customer_no = {p2}ADDRESS.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {contents} b
                  WHERE b.sync_id = {sync} AND b.customer_no = {p2}ADDRESS.customer_no)
