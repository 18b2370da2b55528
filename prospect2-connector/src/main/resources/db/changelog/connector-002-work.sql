--liquibase formatted sql

--changeset connector:run
CREATE TABLE connector.run (
  run_no BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  run_id NVARCHAR(36) NOT NULL,
  sync_id INT NOT NULL,
  -- Null until the first constituent has arrived: a decision or a closing record may come before.
  tag_id NVARCHAR(40) NULL,
  tag_name NVARCHAR(250) NULL,
  requested_at DATETIMEOFFSET(6) NULL,
  state NVARCHAR(10) NOT NULL,
  created_at DATETIMEOFFSET(6) NOT NULL,
  closed_at DATETIMEOFFSET(6) NULL,
  received_added BIGINT NOT NULL,
  received_removed BIGINT NOT NULL,
  received_changed BIGINT NOT NULL,
  published_added BIGINT NULL,
  published_removed BIGINT NULL,
  published_changed BIGINT NULL,
  received_rows BIGINT NOT NULL,
  settled_rows BIGINT NOT NULL,
  last_settlement_no INT NOT NULL,
  failure_code NVARCHAR(40) NULL,
  failure_reason NVARCHAR(400) NULL,
  failure_sent BIT NOT NULL,
  CONSTRAINT uq_connector_run_id UNIQUE (run_id)
);
CREATE INDEX ix_connector_run_state ON connector.run (state);
CREATE INDEX ix_connector_run_sync ON connector.run (sync_id);

--changeset connector:tag-change
-- No foreign key to the run: each insert would lock the run's row, which all intakes update.
CREATE TABLE connector.tag_change (
  id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  run_no BIGINT NOT NULL,
  sequence BIGINT NOT NULL,
  address_no INT NOT NULL,
  constituent_no INT NOT NULL,
  operation NVARCHAR(7) NOT NULL,
  address NVARCHAR(80) NOT NULL,
  address_key NVARCHAR(80) NOT NULL,
  profile NVARCHAR(MAX) NULL,
  lane NVARCHAR(10) NOT NULL,
  state NVARCHAR(8) NOT NULL,
  batch_no BIGINT NULL,
  attempt INT NOT NULL,
  first_failed_at DATETIMEOFFSET(6) NULL,
  next_attempt_at DATETIMEOFFSET(6) NULL,
  outcome NVARCHAR(9) NULL,
  reason NVARCHAR(250) NULL,
  changed_at DATETIMEOFFSET(6) NOT NULL
);

--changeset connector:tag-change-key dbms:mssql
ALTER TABLE connector.tag_change ALTER COLUMN address_key NVARCHAR(80) COLLATE Latin1_General_BIN2 NOT NULL;

--changeset connector:tag-change-indexes
ALTER TABLE connector.tag_change ADD CONSTRAINT uq_connector_tag_change UNIQUE (run_no, sequence, address_no);
CREATE INDEX ix_connector_tag_change_work ON connector.tag_change (run_no, state, lane, id);
CREATE INDEX ix_connector_tag_change_batch ON connector.tag_change (batch_no, id);
CREATE INDEX ix_connector_tag_change_key ON connector.tag_change (address_key, run_no);

--changeset connector:batch
CREATE TABLE connector.batch (
  batch_no BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  batch_id NVARCHAR(100) NULL,
  lane NVARCHAR(10) NOT NULL,
  state NVARCHAR(8) NOT NULL,
  epoch BIGINT NOT NULL,
  contacts INT NOT NULL,
  sent INT NOT NULL,
  doubts INT NOT NULL,
  interruptions INT NOT NULL,
  failures INT NOT NULL,
  polls INT NOT NULL,
  next_step_at DATETIMEOFFSET(6) NOT NULL,
  created_at DATETIMEOFFSET(6) NOT NULL,
  first_failed_at DATETIMEOFFSET(6) NULL,
  sent_at DATETIMEOFFSET(6) NULL,
  ended_at DATETIMEOFFSET(6) NULL
);
CREATE INDEX ix_connector_batch_step ON connector.batch (state, next_step_at);
