-- Takes over what another table LT_P2_LIST_CONTENTS says to be tagged, as the baseline of one sync. Our own table has
-- another name then, here dbo.LT_P2_BASELINE (datasync.delta.tables.list-contents). Run it before the sync's first
-- run, once per sync; running it again adds nothing twice.
--   @sync   the sync's id
--   @list   the list it had in the other table, and has now
-- If the other table keeps several jobs for one list, add a condition that picks the job.

DECLARE @sync INT = 1;
DECLARE @list INT = 101;

INSERT INTO dbo.LT_P2_BASELINE (sync_id, list_no, customer_no, created_by, create_dt)
SELECT DISTINCT @sync, @list, f.customer_no, 'import', GETDATE()
FROM dbo.LT_P2_LIST_CONTENTS f
WHERE f.list_no = @list
  AND f.customer_no <> 0
  AND NOT EXISTS (SELECT 1 FROM dbo.LT_P2_BASELINE b WHERE b.sync_id = @sync AND b.customer_no = f.customer_no);
GO
