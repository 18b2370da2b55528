  AND (NOT EXISTS (SELECT 1 FROM {p2}ADDRESS r
                   WHERE r.sync_id = {sync} AND r.customer_no = m.customer_no AND r.state = 'REFUSED')
    OR EXISTS (SELECT 1 FROM {tessitura}T_EADDRESS e
               WHERE e.customer_no = m.customer_no AND {eligible.e} {notRefused.e}))
