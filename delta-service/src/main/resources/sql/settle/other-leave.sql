-- Who lost the last address by this run. A baseline row from elsewhere, whose addresses nobody recorded, stays.
SELECT b.id FROM {p2}SETTLING s
JOIN {p2}ADDRESS a ON a.address_key = s.address_key
JOIN {p2}SYNC y ON y.sync_id = a.sync_id
JOIN {contents} b ON b.sync_id = a.sync_id AND b.customer_no = a.customer_no
WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.operation = 'UNTAG' AND s.outcome IN ('DONE', 'ALREADY') AND y.tag_id = ?
  AND a.sync_id <> {sync} AND a.sync_id NOT IN ({others}) AND a.state = 'PENDING' AND a.run_no = {run}
  AND NOT EXISTS (SELECT 1 FROM {p2}ADDRESS o
                  WHERE o.sync_id = a.sync_id AND o.customer_no = a.customer_no
                    AND CASE WHEN o.state IN ('TAGGED', 'IN_DOUBT') THEN 1 ELSE 0 END = 1)
