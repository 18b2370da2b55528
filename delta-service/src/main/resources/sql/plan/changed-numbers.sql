-- The addresses of a changed constituent are numbered without gaps.
UPDATE {p2}PLAN_ADDRESS
SET address_no = (SELECT COUNT(*) FROM {p2}PLAN_ADDRESS o
                  WHERE o.sequence = {p2}PLAN_ADDRESS.sequence AND o.address_no <= {p2}PLAN_ADDRESS.address_no)
WHERE address_no > 1 AND sequence > {first} AND run_no = {run}
  AND EXISTS (SELECT 1 FROM {p2}PLAN p WHERE p.sequence = {p2}PLAN_ADDRESS.sequence AND p.change = 'UPDATE')
