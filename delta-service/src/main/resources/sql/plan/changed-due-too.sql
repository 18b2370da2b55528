UPDATE {p2}PLAN
SET reasons = reasons + (SELECT d.reasons FROM {p2}RUN_DUE d
                         WHERE d.run_no = {run} AND d.customer_no = {p2}PLAN.customer_no)
WHERE run_no = {run} AND change = 'UPDATE'
  AND EXISTS (SELECT 1 FROM {p2}RUN_DUE d WHERE d.run_no = {run} AND d.customer_no = {p2}PLAN.customer_no)
