INSERT INTO {p2}RUN_UNTAG (run_no, address_key)
SELECT DISTINCT {run}, x.address_key
FROM {p2}PLAN p
JOIN {p2}PLAN_ADDRESS x ON x.sequence = p.sequence
WHERE p.run_no = {run} AND p.change IN ('REMOVE', 'UPDATE') AND x.operation = 'UNTAG'
