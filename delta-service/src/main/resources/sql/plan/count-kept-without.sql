SELECT COUNT(*)
FROM {p2}RUN_WITHOUT w
WHERE w.run_no = {run}
  AND EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = w.customer_no)
