-- Baseline constituents that changed since this sync looked last, each once: for a run, or to stay due.
INSERT INTO {p2}{due.table} ({due.owner}, customer_no, reasons)
SELECT {due.no}, c.customer_no,
       CASE WHEN EXISTS (SELECT 1 FROM {p2}CHANGE o
                         WHERE o.customer_no = c.customer_no AND o.source <> c.source AND o.id > {since}
                           AND o.id <= {through}) THEN 'AM' ELSE c.source END
FROM {p2}CHANGE c
WHERE c.id > {since} AND c.id <= {through}
  AND EXISTS (SELECT 1 FROM {contents} b WHERE b.sync_id = {sync} AND b.customer_no = c.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}{due.table} d WHERE d.{due.owner} = {due.no} AND d.customer_no = c.customer_no)
  AND NOT EXISTS (SELECT 1 FROM {p2}CHANGE f
                  WHERE f.customer_no = c.customer_no AND f.id > {since} AND f.id < c.id)
