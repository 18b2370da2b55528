INSERT INTO {contents} (sync_id, list_no, customer_no, created_by, create_dt)
SELECT DISTINCT {sync}, {list}, s.customer_no, 'datasync', GETDATE()
FROM {p2}SETTLING s
WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.operation = 'TAG' AND s.outcome IN ('DONE', 'ALREADY', 'UNKNOWN')
  AND NOT EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = s.customer_no)
