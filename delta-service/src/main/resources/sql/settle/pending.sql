-- An address that has the tag, or may have it, does not lose it by a failed attempt to add it again.
UPDATE {p2}ADDRESS SET state = 'PENDING', reason = NULL, run_no = {run}, updated_at = {now}
WHERE state NOT IN ('TAGGED', 'IN_DOUBT')
  AND id IN (SELECT s.address_id FROM {p2}SETTLING s
             WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.operation = 'TAG' AND s.outcome IN ('FAILED', 'CANCELLED'))
