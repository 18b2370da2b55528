-- Eligible addresses of added constituents, and of all in a full run: one row per key, numbered in Tessitura's order.
-- The join is an outer one only to keep the order: first the plan, which is small, then its addresses.
INSERT INTO {p2}PLAN_ADDRESS (sequence, address_no, run_no, operation, address, address_key)
SELECT p.sequence,
       CASE WHEN NOT EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS o
                             WHERE o.customer_no = e.customer_no AND o.eaddress_no < e.eaddress_no) THEN 1
            ELSE 1 + (SELECT COUNT(DISTINCT {key.o}) FROM {tessitura}T_EADDRESS o
                      WHERE o.customer_no = e.customer_no AND o.eaddress_no < e.eaddress_no
                        AND {eligible.o} {notRefused.o}) END,
       p.run_no, 'TAG', LTRIM(RTRIM(e.address)), {key.e}
FROM {p2}PLAN p
LEFT JOIN {tessitura}T_EADDRESS e ON e.customer_no = p.customer_no
WHERE p.run_no = {run} AND p.change = '{change}' AND {eligible.e} {notRefused.e}
  AND NOT EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS o
                  WHERE o.customer_no = e.customer_no AND o.eaddress_no < e.eaddress_no
                    AND {key.o} = {key.e} AND {eligible.o})
