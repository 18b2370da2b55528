-- First outcomes; and the rest of a removal whose addresses nobody had recorded.
INSERT INTO {p2}ADDRESS (sync_id, customer_no, address, address_key, state, reason, run_no, updated_at)
SELECT {sync}, s.customer_no, s.address, s.address_key,
       CASE WHEN s.operation = 'UNTAG' OR s.outcome = 'UNKNOWN' THEN 'IN_DOUBT'
            WHEN s.outcome IN ('DONE', 'ALREADY') THEN 'TAGGED'
            WHEN s.outcome = 'REJECTED' THEN 'REFUSED'
            ELSE 'PENDING' END,
       CASE WHEN s.outcome = 'REJECTED' THEN s.reason END, {run}, {now}
FROM {p2}SETTLING s
WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.address_id IS NULL
  AND (s.operation = 'TAG' OR (s.operation = 'UNTAG' AND s.outcome IN ('UNKNOWN', 'FAILED', 'REJECTED', 'CANCELLED')))
