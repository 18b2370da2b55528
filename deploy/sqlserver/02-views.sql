-- delta-service in Tessitura's database: 2 of 3, the views through which it reads what differs between Tessitura's
-- versions. Adapt the right-hand sides to your Tessitura and keep your copy; the columns of the views must stay.
--   LV_P2_LISTS             dynamic_ind, prospect2_ind, inactive_ind, visible_ind are 'Y' or 'N'
--   LV_P2_AUDIT             rows of the audit trail
--   LV_P2_MEMBERSHIP_AUDIT  changed memberships. Before version 16 there is no TA_AUDIT_MEMBERSHIP: then leave this
--                           view out and set DATASYNC_DELTA_CHANGES_MEMBERSHIP_AUDIT=false
-- Run 03-role.sql again after this: rights on a view go with it.

SET XACT_ABORT ON;
GO

DROP VIEW IF EXISTS dbo.LV_P2_LISTS;
GO

CREATE VIEW dbo.LV_P2_LISTS AS
SELECT l.list_no, l.list_desc AS description, l.num_members AS approximate_count, l.control_group,
       l.query_no AS output_set_no, q.query_desc AS output_set,
       CASE WHEN l.recalc_status = 'Y' THEN 'Y' ELSE 'N' END AS dynamic_ind,
       CASE WHEN l.tms = 'Y' THEN 'Y' ELSE 'N' END AS prospect2_ind,
       CASE WHEN l.inactive = 'Y' THEN 'Y' ELSE 'N' END AS inactive_ind,
       CASE WHEN EXISTS (SELECT 1 FROM dbo.VS_LIST v WHERE v.list_no = l.list_no) THEN 'Y' ELSE 'N' END AS visible_ind
FROM dbo.T_LIST l
LEFT JOIN dbo.T_QUERY q ON q.query_no = l.query_no;
GO

DROP VIEW IF EXISTS dbo.LV_P2_AUDIT;
GO

CREATE VIEW dbo.LV_P2_AUDIT AS
SELECT [date] AS changed_dt, customer_no, table_name, column_updated, [action] AS audit_action
FROM dbo.VAS_AUDIT_TRAIL;
GO

DROP VIEW IF EXISTS dbo.LV_P2_MEMBERSHIP_AUDIT;
GO

CREATE VIEW dbo.LV_P2_MEMBERSHIP_AUDIT AS
SELECT [date] AS changed_dt, customer_no
FROM dbo.TA_AUDIT_MEMBERSHIP;
GO

IF NOT EXISTS (SELECT 1 FROM dbo.DATABASECHANGELOG_DELTA WHERE FILENAME = N'db/changelog/0002-views.sql' AND AUTHOR = N'delta' AND ID = N'lists')
  INSERT INTO dbo.DATABASECHANGELOG_DELTA (FILENAME, AUTHOR, ID, DATEEXECUTED, ORDEREXECUTED, EXECTYPE)
    SELECT N'db/changelog/0002-views.sql', N'delta', N'lists', GETDATE(), COALESCE(MAX(ORDEREXECUTED), 0) + 1, N'EXECUTED' FROM dbo.DATABASECHANGELOG_DELTA;
IF NOT EXISTS (SELECT 1 FROM dbo.DATABASECHANGELOG_DELTA WHERE FILENAME = N'db/changelog/0002-views.sql' AND AUTHOR = N'delta' AND ID = N'audit')
  INSERT INTO dbo.DATABASECHANGELOG_DELTA (FILENAME, AUTHOR, ID, DATEEXECUTED, ORDEREXECUTED, EXECTYPE)
    SELECT N'db/changelog/0002-views.sql', N'delta', N'audit', GETDATE(), COALESCE(MAX(ORDEREXECUTED), 0) + 1, N'EXECUTED' FROM dbo.DATABASECHANGELOG_DELTA;
IF NOT EXISTS (SELECT 1 FROM dbo.DATABASECHANGELOG_DELTA WHERE FILENAME = N'db/changelog/0002-views.sql' AND AUTHOR = N'delta' AND ID = N'membership-audit')
  INSERT INTO dbo.DATABASECHANGELOG_DELTA (FILENAME, AUTHOR, ID, DATEEXECUTED, ORDEREXECUTED, EXECTYPE)
    SELECT N'db/changelog/0002-views.sql', N'delta', N'membership-audit', GETDATE(), COALESCE(MAX(ORDEREXECUTED), 0) + 1, N'EXECUTED' FROM dbo.DATABASECHANGELOG_DELTA;
GO
