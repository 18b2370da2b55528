--liquibase formatted sql

--changeset platform:outbox
CREATE TABLE ${outboxTable} (
  id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  event_id NVARCHAR(200) NOT NULL,
  topic NVARCHAR(100) NOT NULL,
  record_key NVARCHAR(100) NOT NULL,
  event_type NVARCHAR(100) NOT NULL,
  run_id NVARCHAR(36) NULL,
  trace_id NVARCHAR(32) NOT NULL,
  payload NVARCHAR(MAX) NOT NULL,
  created_at DATETIMEOFFSET(6) NOT NULL,
  published_at DATETIMEOFFSET(6) NULL,
  CONSTRAINT uq_${prefix}outbox_event UNIQUE (event_id)
);
CREATE INDEX ix_${prefix}outbox_published ON ${outboxTable} (published_at, id);
CREATE INDEX ix_${prefix}outbox_run ON ${outboxTable} (run_id, topic);

--changeset platform:lease
CREATE TABLE ${leaseTable} (
  name NVARCHAR(100) NOT NULL PRIMARY KEY,
  owner NVARCHAR(100) NULL,
  epoch BIGINT NOT NULL,
  beat BIGINT NOT NULL
);
