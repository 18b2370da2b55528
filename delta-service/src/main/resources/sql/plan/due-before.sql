INSERT INTO {p2}RUN_DUE (run_no, customer_no, reasons)
SELECT {run}, d.customer_no, d.reasons
FROM {p2}DUE d
WHERE d.sync_id = {sync}
