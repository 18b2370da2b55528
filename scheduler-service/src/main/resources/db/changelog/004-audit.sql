--liquibase formatted sql

--changeset scheduler:audit
CREATE TABLE scheduler.audit (
  id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  at DATETIMEOFFSET(6) NOT NULL,
  actor NVARCHAR(200) NOT NULL,
  action NVARCHAR(40) NOT NULL,
  sync_id INT NULL,
  run_id NVARCHAR(36) NULL,
  detail NVARCHAR(1000) NULL
);
CREATE INDEX ix_scheduler_audit_sync ON scheduler.audit (sync_id, id);
CREATE INDEX ix_scheduler_audit_run ON scheduler.audit (run_id, id);

--changeset scheduler:answered-request
-- First answers to posts with an Idempotency-Key.
CREATE TABLE scheduler.answered_request (
  request_key NVARCHAR(200) NOT NULL,
  path NVARCHAR(200) NOT NULL,
  body_hash NVARCHAR(64) NOT NULL,
  location NVARCHAR(400) NOT NULL,
  answer NVARCHAR(MAX) NOT NULL,
  answered_at DATETIMEOFFSET(6) NOT NULL,
  CONSTRAINT pk_scheduler_answered_request PRIMARY KEY (request_key)
);
CREATE INDEX ix_scheduler_answered_request_at ON scheduler.answered_request (answered_at);

--changeset scheduler:answered-request-by-path
-- A key belongs to what it was sent to: the same one may come with another path.
ALTER TABLE scheduler.answered_request DROP CONSTRAINT pk_scheduler_answered_request;
ALTER TABLE scheduler.answered_request ADD CONSTRAINT pk_scheduler_answered_request PRIMARY KEY (request_key, path);
