SELECT d.id FROM {p2}SETTLING s
JOIN {p2}DUE d ON d.sync_id = {sync} AND d.customer_no = s.customer_no
WHERE s.run_no = {run} AND s.settlement_no = {settlement} AND NOT EXISTS (SELECT 1 FROM {contents} b
                         WHERE b.sync_id = {sync} AND b.customer_no = s.customer_no)
