SELECT d.id FROM {p2}SETTLING s
JOIN {p2}ADDRESS a ON a.address_key = s.address_key
JOIN {p2}SYNC y ON y.sync_id = a.sync_id
JOIN {p2}DUE d ON d.sync_id = a.sync_id AND d.customer_no = a.customer_no
WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.operation = 'UNTAG'
  AND s.outcome IN ('DONE', 'ALREADY') AND y.tag_id = ? AND a.sync_id <> {sync}
  AND NOT EXISTS (SELECT 1 FROM {contents} b
                  WHERE b.sync_id = a.sync_id AND b.customer_no = a.customer_no)
