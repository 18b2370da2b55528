-- What the parent run had refused is tried again.
UPDATE {p2}ADDRESS SET state = 'PENDING', reason = NULL
WHERE sync_id = {sync} AND state = 'REFUSED'
  AND run_no = (SELECT r.run_no FROM {p2}RUN r WHERE r.run_id = ?)
