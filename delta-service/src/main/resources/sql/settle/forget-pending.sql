-- A removal that is complete leaves nothing behind but refusals.
SELECT a.id FROM {p2}SETTLING s
JOIN {p2}ADDRESS a ON a.sync_id = {sync} AND a.customer_no = s.customer_no
WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.change = 'REMOVE' AND a.state = 'PENDING'
  AND NOT EXISTS (SELECT 1 FROM {contents} b
                  WHERE b.sync_id = {sync} AND b.customer_no = s.customer_no)
