-- Members that have the address recorded and do not lose it in this run themselves. An outer join to keep the order.
INSERT INTO {p2}RUN_HOLDER (run_no, address_key, customer_no)
SELECT {run}, a.address_key, a.customer_no
FROM {p2}RUN_UNTAG u
LEFT JOIN {p2}ADDRESS a ON a.address_key = u.address_key
WHERE u.run_no = {run} AND a.sync_id = {sync} AND CASE WHEN a.state IN ('TAGGED', 'IN_DOUBT') THEN 1 ELSE 0 END = 1
  AND EXISTS (SELECT 1 FROM {p2}RUN_MEMBER m WHERE m.run_no = {run} AND m.customer_no = a.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}PLAN p
                  JOIN {p2}PLAN_ADDRESS x ON x.sequence = p.sequence
                  WHERE p.run_no = {run} AND p.customer_no = a.customer_no AND x.operation = 'UNTAG'
                    AND x.address_key = a.address_key
                    AND (x.reason IS NULL OR x.reason <> 'MEMBER_AGAIN'))
