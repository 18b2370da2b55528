UPDATE {p2}PLAN SET reasons = reasons + 'C'
WHERE run_no = {run} AND change = 'UPDATE'
  AND (EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e
               WHERE e.customer_no = {p2}PLAN.customer_no AND {eligible.e}
                 AND NOT EXISTS (SELECT 1 FROM {p2}ADDRESS a
                                 WHERE a.sync_id = {sync} AND a.customer_no = e.customer_no
                                   AND a.address_key = {key.e}))
    OR EXISTS (SELECT 1 FROM {p2}ADDRESS a
               WHERE a.sync_id = {sync} AND a.customer_no = {p2}PLAN.customer_no AND CASE WHEN a.state IN ('TAGGED', 'IN_DOUBT') THEN 1 ELSE 0 END = 1
                 AND NOT EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e
                                 WHERE e.customer_no = a.customer_no AND {key.e} = a.address_key AND {eligible.e})))
