-- One character more than the column takes, so that a text that is too long is refused and not cut. A row without value
-- is stored too, for it is a row.
INSERT INTO {p2}PLAN_FIELD (sequence, name, field_value)
SELECT p.sequence, ?, CAST(q.element_value AS NVARCHAR(256))
FROM {p2}PLAN p
JOIN (@values@) q ON q.customer_no = p.customer_no
WHERE p.run_no = {run} AND p.change IN ('ADD', 'UPDATE')
