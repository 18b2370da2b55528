-- Recorded addresses of changed constituents that are eligible no more. Numbered after all others, closed up later. An
-- outer join to keep the order. Tessitura may have changed since the statements before: who has lost the last address by
-- now keeps the tag (the books show that), and what the plan sends, or does not replace, is left for the next run.
INSERT INTO {p2}PLAN_ADDRESS (sequence, address_no, run_no, operation, address, address_key)
SELECT p.sequence,
       100000 + (SELECT COUNT(*) FROM {p2}ADDRESS o
                 WHERE o.sync_id = a.sync_id AND o.customer_no = a.customer_no AND o.address_key < a.address_key),
       p.run_no, 'UNTAG', a.address, a.address_key
FROM {p2}PLAN p
LEFT JOIN {p2}ADDRESS a ON a.sync_id = {sync} AND a.customer_no = p.customer_no
WHERE p.run_no = {run} AND p.change = 'UPDATE' AND (p.reasons LIKE '%C%' OR p.reasons LIKE '%F%')
  AND CASE WHEN a.state IN ('TAGGED', 'IN_DOUBT') THEN 1 ELSE 0 END = 1
  AND NOT EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e
                  WHERE e.customer_no = a.customer_no AND {key.e} = a.address_key AND {eligible.e})
  AND EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS o WHERE o.customer_no = a.customer_no AND {eligible.o})
  AND NOT EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS x WHERE x.sequence = p.sequence AND x.address_key = a.address_key)
