UPDATE {p2}ADDRESS
SET state = 'REFUSED', run_no = {run}, updated_at = {now},
    reason = (SELECT MAX(s.reason) FROM {p2}SETTLING s
              WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.operation = 'TAG'
                AND s.address_id = {p2}ADDRESS.id)
WHERE state NOT IN ('TAGGED', 'IN_DOUBT') AND id IN ({ids})
