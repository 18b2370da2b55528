-- What the audit trail has that is not known yet. The trail has no key: constituent, source and time stand for a row.
INSERT INTO {p2}CHANGE (customer_no, source, changed_dt)
SELECT DISTINCT a.customer_no, 'A', a.changed_dt
FROM {views}AUDIT a
WHERE a.changed_dt >= ? AND a.customer_no <> 0
  AND UPPER(RTRIM(a.table_name)) NOT IN ({ignored})
  AND NOT EXISTS (SELECT 1 FROM {p2}CHANGE c
                  WHERE c.customer_no = a.customer_no AND c.source = 'A' AND c.changed_dt = a.changed_dt)
