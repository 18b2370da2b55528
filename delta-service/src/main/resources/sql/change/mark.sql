-- What this run found changed stays due until it is done.
INSERT INTO {p2}DUE (sync_id, customer_no, reasons)
SELECT {sync}, d.customer_no, d.reasons
FROM {p2}RUN_DUE d
WHERE d.run_no = {run}
  AND NOT EXISTS (SELECT 1 FROM {p2}DUE x WHERE x.sync_id = {sync} AND x.customer_no = d.customer_no)
