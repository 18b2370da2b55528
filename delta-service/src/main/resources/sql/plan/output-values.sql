INSERT INTO {p2}PLAN_FIELD (sequence, name, field_value)
SELECT p.sequence, ?, CAST(q.element_value AS NVARCHAR(255))
FROM {p2}PLAN p
JOIN (@values@) q ON q.customer_no = p.customer_no
WHERE p.run_no = {run} AND p.change IN ('ADD', 'UPDATE') AND q.element_value IS NOT NULL
