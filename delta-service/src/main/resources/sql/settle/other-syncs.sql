-- Syncs that are off do not hold the address: theirs is gone too, and comes back when they are switched on.
SELECT a.id FROM {p2}SETTLING s
JOIN {p2}ADDRESS a ON a.address_key = s.address_key
JOIN {p2}SYNC y ON y.sync_id = a.sync_id
WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.operation = 'UNTAG' AND s.outcome IN ({outcomes})
  AND CASE WHEN a.state IN ('TAGGED', 'IN_DOUBT') THEN 1 ELSE 0 END = 1 AND y.tag_id = ?
  AND a.sync_id <> {sync} AND a.sync_id NOT IN ({others})
