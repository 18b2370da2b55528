-- Out of the baseline when the last address lost the tag and nothing of the constituent is open any more.
SELECT b.id FROM {p2}SETTLING s
JOIN {contents} b ON b.sync_id = {sync} AND b.customer_no = s.customer_no
WHERE s.run_no = {run} AND s.settlement_no = {settlement}
  AND EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS x
              WHERE x.sequence = s.sequence AND x.operation = 'UNTAG'
                AND (x.outcome IN ('DONE', 'ALREADY')
                  OR (x.outcome = 'KEPT' AND x.reason IN ('SHARED', 'OTHER_SYNC'))))
  AND NOT EXISTS (SELECT 1 FROM {p2}PLAN_ADDRESS x WHERE x.sequence = s.sequence AND x.outcome IS NULL)
  AND NOT EXISTS (SELECT 1 FROM {p2}ADDRESS a
                  WHERE a.sync_id = {sync} AND a.customer_no = s.customer_no
                    AND CASE WHEN a.state IN ('TAGGED', 'IN_DOUBT') THEN 1 ELSE 0 END = 1)
