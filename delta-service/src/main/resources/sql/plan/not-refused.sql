AND NOT EXISTS (SELECT 1 FROM {p2}ADDRESS r WHERE r.sync_id = {sync} AND r.customer_no = {alias}.customer_no
                AND r.address_key = {key} AND r.state = 'REFUSED')
