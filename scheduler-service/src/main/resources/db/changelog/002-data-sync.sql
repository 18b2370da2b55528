--liquibase formatted sql

--changeset scheduler:data-sync
-- lock_no: every transaction that changes anything of a sync counts it up first and so waits for the others.
CREATE TABLE scheduler.data_sync (
  id INT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  description NVARCHAR(500) NOT NULL,
  list_no INT NOT NULL,
  tag_id NVARCHAR(100) NOT NULL,
  definition NVARCHAR(MAX) NOT NULL,
  status NVARCHAR(3) NOT NULL,
  version INT NOT NULL,
  lock_no BIGINT DEFAULT 0 NOT NULL,
  tag_frozen BIT NOT NULL,
  next_due_at DATETIMEOFFSET(6) NULL,
  active_run_no BIGINT NULL,
  last_counted_run_no BIGINT NULL,
  succeeded_before BIT NOT NULL,
  created_at DATETIMEOFFSET(6) NOT NULL,
  changed_at DATETIMEOFFSET(6) NOT NULL,
  deleted_at DATETIMEOFFSET(6) NULL
);
CREATE INDEX ix_scheduler_data_sync_due ON scheduler.data_sync (status, next_due_at);
CREATE INDEX ix_scheduler_data_sync_tag ON scheduler.data_sync (tag_id, status);
