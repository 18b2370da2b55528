DELETE FROM {p2}ADDRESS
WHERE id IN (SELECT s.address_id FROM {p2}SETTLING s
             WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.outcome = 'KEPT' AND s.reason IN ('SHARED', 'OTHER_SYNC'))
