SELECT h.id FROM {p2}SETTLING s
JOIN {p2}ADDRESS a ON a.id = s.address_id
JOIN {p2}ADDRESS h ON h.sync_id = {sync} AND h.customer_no = s.holder_no AND h.address_key = s.address_key
WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND s.outcome = 'KEPT' AND a.state = 'TAGGED'
