UPDATE {p2}ADDRESS SET state = 'IN_DOUBT', reason = NULL, run_no = {run}, updated_at = {now}
WHERE id IN (SELECT s.address_id FROM {p2}SETTLING s
             WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.outcome = 'UNKNOWN' AND s.operation IN ('TAG', 'UNTAG'))
  AND (state <> 'TAGGED' OR id IN (SELECT s.address_id FROM {p2}SETTLING s
                                   WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.outcome = 'UNKNOWN' AND s.operation = 'UNTAG'))
