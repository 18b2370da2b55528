UPDATE {p2}PLAN_ADDRESS
SET outcome = 'KEPT', settlement_no = 0, reason = 'OTHER_SYNC', holder_no = NULL
WHERE operation = 'UNTAG' AND (outcome IS NULL OR reason = 'NOT_HELD')
  AND sequence > {first} AND sequence <= {last} AND run_no = {run}
  AND EXISTS (SELECT 1 FROM {p2}ADDRESS a
              WHERE a.address_key = {p2}PLAN_ADDRESS.address_key AND a.sync_id IN ({others})
                AND CASE WHEN a.state IN ('TAGGED', 'IN_DOUBT') THEN 1 ELSE 0 END = 1)
