-- Until the removal of a constituent is complete, what was untagged is known to have had the tag.
UPDATE {p2}ADDRESS SET state = 'PENDING', reason = NULL, run_no = {run}, updated_at = {now}
WHERE id IN (SELECT s.address_id FROM {p2}SETTLING s
             WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.operation = 'UNTAG' AND s.change = 'REMOVE' AND s.outcome IN ('DONE', 'ALREADY'))
