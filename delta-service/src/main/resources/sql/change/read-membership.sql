INSERT INTO {p2}CHANGE (customer_no, source, changed_dt)
SELECT DISTINCT a.customer_no, 'M', a.changed_dt
FROM {views}MEMBERSHIP_AUDIT a
WHERE a.changed_dt >= ? AND a.customer_no <> 0
  AND NOT EXISTS (SELECT 1 FROM {p2}CHANGE c
                  WHERE c.customer_no = a.customer_no AND c.source = 'M' AND c.changed_dt = a.changed_dt)
