-- The record passes to the holder.
INSERT INTO {p2}ADDRESS (sync_id, customer_no, address, address_key, state, reason, run_no, updated_at)
SELECT {sync}, s.holder_no, MIN(s.address), s.address_key, 'IN_DOUBT', NULL, {run}, {now}
FROM {p2}SETTLING s
JOIN {p2}ADDRESS a ON a.id = s.address_id
WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.outcome = 'KEPT' AND s.holder_no IS NOT NULL
  AND a.state IN ('TAGGED', 'IN_DOUBT')
  AND NOT EXISTS (SELECT 1 FROM {p2}ADDRESS h
                  WHERE h.sync_id = {sync} AND h.customer_no = s.holder_no AND h.address_key = s.address_key)
GROUP BY s.holder_no, s.address_key
