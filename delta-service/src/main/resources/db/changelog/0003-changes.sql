--liquibase formatted sql

--changeset delta:change
CREATE TABLE ${p2}CHANGE (
  id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  customer_no INT NOT NULL,
  source CHAR(1) NOT NULL,
  changed_dt DATETIME NOT NULL,
  CONSTRAINT UQ_LT_P2_CHANGE UNIQUE (customer_no, source, changed_dt)
);
CREATE TABLE ${p2}CHANGE_READ (
  id INT NOT NULL PRIMARY KEY,
  read_through DATETIME NOT NULL
);

--changeset delta:sync-change
ALTER TABLE ${p2}SYNC ADD change_no BIGINT NULL;

--changeset delta:run-due
CREATE TABLE ${p2}RUN_DUE (
  run_no BIGINT NOT NULL,
  customer_no INT NOT NULL,
  reasons VARCHAR(2) NOT NULL,
  CONSTRAINT PK_LT_P2_RUN_DUE PRIMARY KEY (run_no, customer_no)
);

--changeset delta:plan-field
CREATE TABLE ${p2}PLAN_FIELD (
  id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  sequence BIGINT NOT NULL,
  name NVARCHAR(100) NOT NULL,
  field_value NVARCHAR(255) NULL
);
CREATE INDEX IX_LT_P2_PLAN_FIELD ON ${p2}PLAN_FIELD (sequence, name);

--changeset delta:preview
CREATE TABLE ${p2}PREVIEW (
  preview_no BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  preview_id NVARCHAR(36) NOT NULL,
  sync_id INT NOT NULL,
  request NVARCHAR(MAX) NOT NULL,
  state VARCHAR(10) NOT NULL,
  counts NVARCHAR(2000) NULL,
  planned_tag BIGINT NOT NULL,
  planned_update BIGINT NOT NULL,
  planned_untag BIGINT NOT NULL,
  kept_shared BIGINT NOT NULL,
  reason NVARCHAR(1000) NULL,
  attempt INT NOT NULL,
  next_attempt_at DATETIMEOFFSET(6) NULL,
  created_at DATETIMEOFFSET(6) NOT NULL,
  CONSTRAINT UQ_LT_P2_PREVIEW UNIQUE (preview_id)
);
CREATE INDEX IX_LT_P2_PREVIEW_state ON ${p2}PREVIEW (state, preview_no);
CREATE INDEX IX_LT_P2_PREVIEW_created ON ${p2}PREVIEW (created_at);

--changeset delta:address-state-drop dbms:mssql
-- The state comes first: with the sync first, the embedded database takes this index where it should take the unique one.
DROP INDEX IX_LT_P2_ADDRESS_state ON ${p2}ADDRESS;

--changeset delta:address-state-drop-embedded dbms:h2
DROP INDEX dbo.IX_LT_P2_ADDRESS_state;

--changeset delta:address-state
CREATE INDEX IX_LT_P2_ADDRESS_state ON ${p2}ADDRESS (state, sync_id, customer_no);
