INSERT INTO {contents} (sync_id, list_no, customer_no, created_by, create_dt)
SELECT DISTINCT {sync}, {list}, s.holder_no, 'datasync', GETDATE()
FROM {p2}SETTLING s
JOIN {p2}ADDRESS a ON a.id = s.address_id
WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.outcome = 'KEPT' AND s.holder_no IS NOT NULL
  AND a.state IN ('TAGGED', 'IN_DOUBT')
  AND NOT EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = s.holder_no)
