-- The addresses of a changed constituent are numbered without gaps.
UPDATE {p2}PLAN_ADDRESS
SET address_no = (SELECT COUNT(*) FROM {p2}PLAN_ADDRESS o
                  WHERE o.sequence = {p2}PLAN_ADDRESS.sequence AND o.address_no <= {p2}PLAN_ADDRESS.address_no)
WHERE address_no > 1 AND sequence IN (SELECT p.sequence FROM {p2}PLAN p WHERE p.run_no = {run} AND p.change = 'UPDATE')
