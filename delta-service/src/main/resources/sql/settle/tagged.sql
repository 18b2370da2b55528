UPDATE {p2}ADDRESS SET state = 'TAGGED', reason = NULL, run_no = {run}, updated_at = {now}
WHERE id IN (SELECT s.address_id FROM {p2}SETTLING s
             WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.operation = 'TAG' AND s.outcome IN ('DONE', 'ALREADY'))
