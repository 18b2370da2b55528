UPDATE {p2}PLAN_ADDRESS
SET outcome = 'KEPT', settlement_no = 0, reason = 'SHARED',
    holder_no = (SELECT MIN(h.customer_no) FROM {p2}RUN_HOLDER h
                 WHERE h.run_no = {run} AND h.address_key = {p2}PLAN_ADDRESS.address_key)
WHERE operation = 'UNTAG' AND (outcome IS NULL OR reason = 'NOT_HELD')
  AND sequence > {first} AND sequence <= {last} AND run_no = {run}
  AND EXISTS (SELECT 1 FROM {p2}RUN_HOLDER h
              WHERE h.run_no = {run} AND h.address_key = {p2}PLAN_ADDRESS.address_key)
