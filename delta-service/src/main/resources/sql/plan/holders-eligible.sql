-- Members that have an address eligible which somebody else is about to lose. No index leads from a key to the spellings
-- of an address, so all addresses are looked at once. Outer join and CASE only keep the order: for each address the one
-- look-up of its key, and the rules of eligibility only for what is found.
INSERT INTO {p2}RUN_HOLDER (run_no, address_key, customer_no)
SELECT {run}, u.address_key, e.customer_no
FROM {tessitura}T_EADDRESS e
LEFT JOIN {p2}RUN_UNTAG u ON u.run_no = {run} AND u.address_key = {key.e}
WHERE CASE WHEN u.run_no IS NULL THEN 0
           WHEN EXISTS (SELECT 1 FROM {p2}RUN_MEMBER m WHERE m.run_no = {run} AND m.customer_no = e.customer_no)
                AND {eligible.e} THEN 1
           ELSE 0 END = 1
