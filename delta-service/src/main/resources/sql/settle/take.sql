-- The rows that this settlement decided, with all that the statements after this one need.
INSERT INTO {p2}SETTLING (run_no, settlement_no, sequence, address_no, customer_no, change, operation, outcome, reason,
                          address, address_key, address_id, holder_no)
SELECT x.run_no, x.settlement_no, x.sequence, x.address_no, p.customer_no, p.change, x.operation, x.outcome, x.reason,
       x.address, x.address_key, a.id, x.holder_no
FROM {p2}PLAN_ADDRESS x
JOIN {p2}PLAN p ON p.sequence = x.sequence
LEFT JOIN {p2}ADDRESS a ON a.sync_id = {sync} AND a.customer_no = p.customer_no AND a.address_key = x.address_key
WHERE {rows} AND x.run_no = {run} AND x.settlement_no = {settlement}
