-- Members that have an address eligible which somebody else is about to lose.
INSERT INTO {p2}RUN_HOLDER (run_no, address_key, customer_no)
SELECT {run}, {key.e}, e.customer_no
FROM {tessitura}T_EADDRESS e
WHERE EXISTS (SELECT 1 FROM {p2}RUN_UNTAG u WHERE u.run_no = {run} AND u.address_key = {key.e})
  AND EXISTS (SELECT 1 FROM {p2}RUN_MEMBER m WHERE m.run_no = {run} AND m.customer_no = e.customer_no)
  AND {eligible.e}
