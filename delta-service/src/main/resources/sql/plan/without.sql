-- Members without an eligible address, each with the rule that stopped the address that got furthest.
INSERT INTO {p2}RUN_WITHOUT (run_no, customer_no, address_level)
SELECT m.run_no, m.customer_no,
       COALESCE((SELECT TOP (1) {level.e} AS address_level FROM {tessitura}T_EADDRESS e
                 WHERE e.customer_no = m.customer_no AND {email.e} ORDER BY 1 DESC), 0)
FROM {p2}RUN_MEMBER m
WHERE m.run_no = {run}
  AND NOT EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e WHERE e.customer_no = m.customer_no AND {eligible.e})
