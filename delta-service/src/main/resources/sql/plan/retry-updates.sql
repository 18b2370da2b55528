INSERT INTO {p2}DUE (sync_id, customer_no, reasons)
SELECT DISTINCT {sync}, p.customer_no, 'A'
FROM {p2}RUN r
JOIN {p2}PLAN p ON p.run_no = r.run_no
JOIN {p2}PLAN_ADDRESS x ON x.sequence = p.sequence
WHERE r.run_id = ? AND x.operation = 'UPDATE' AND x.outcome = 'REJECTED'
  AND EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = p.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}DUE d WHERE d.sync_id = {sync} AND d.customer_no = p.customer_no)
