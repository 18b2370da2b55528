-- Replaces the contents of a list by what its criteria select and returns the number of members. An error leaves
-- everything as it was. The sandbox's own: nothing public names the vendor's procedure.
CREATE PROCEDURE dbo.LP_P2_GENERATE_LIST @list_no int
AS
BEGIN
  SET NOCOUNT ON;
  SET XACT_ABORT ON;
  DECLARE @criteria nvarchar(4000), @statement nvarchar(max), @members int;
  SELECT @criteria = criteria FROM dbo.T_LIST WHERE list_no = @list_no;
  IF @criteria IS NULL
  BEGIN
    RAISERROR('list %d has no criteria', 16, 1, @list_no);
    RETURN;
  END
  SET @statement = N'INSERT INTO dbo.T_LIST_CONTENTS (list_no, customer_no) SELECT DISTINCT '
    + CAST(@list_no AS nvarchar(12)) + N', selected.customer_no FROM (' + @criteria + N') selected';
  BEGIN TRANSACTION;
  DELETE FROM dbo.T_LIST_CONTENTS WHERE list_no = @list_no;
  EXEC sp_executesql @statement;
  SELECT @members = COUNT(*) FROM dbo.T_LIST_CONTENTS WHERE list_no = @list_no;
  UPDATE dbo.T_LIST SET num_members = @members, last_used_dt = GETDATE() WHERE list_no = @list_no;
  COMMIT TRANSACTION;
  SELECT @members AS members;
END
