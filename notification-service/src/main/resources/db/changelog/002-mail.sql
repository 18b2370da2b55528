--liquibase formatted sql

--changeset notification:notice
-- What there is to tell: an event with its payload, once, however many recipients it has.
CREATE TABLE notification.notice (
  notice_no BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  event_id NVARCHAR(200) NOT NULL,
  kind NVARCHAR(20) NOT NULL,
  run_id NVARCHAR(36) NULL,
  sync_id INT NULL,
  occurred_at DATETIMEOFFSET(6) NOT NULL,
  received_at DATETIMEOFFSET(6) NOT NULL,
  payload NVARCHAR(MAX) NOT NULL,
  CONSTRAINT uq_notification_notice_event UNIQUE (event_id)
);
CREATE INDEX ix_notification_notice_run ON notification.notice (run_id);
CREATE INDEX ix_notification_notice_sync ON notification.notice (sync_id, occurred_at);
CREATE INDEX ix_notification_notice_received ON notification.notice (received_at);

--changeset notification:mail
-- recipient_key is a hash of the normalised address: no collation can make two of them equal, or one of them two.
CREATE TABLE notification.mail (
  mail_no BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  notice_no BIGINT NOT NULL,
  recipient_key NVARCHAR(64) NOT NULL,
  recipient NVARCHAR(320) NOT NULL,
  message_id NVARCHAR(300) NOT NULL,
  subject NVARCHAR(300) NULL,
  state NVARCHAR(12) NOT NULL,
  attempt INT NOT NULL,
  next_attempt_at DATETIMEOFFSET(6) NOT NULL,
  claim_epoch BIGINT NULL,
  reason NVARCHAR(500) NULL,
  created_at DATETIMEOFFSET(6) NOT NULL,
  finished_at DATETIMEOFFSET(6) NULL,
  CONSTRAINT uq_notification_mail_recipient UNIQUE (notice_no, recipient_key),
  CONSTRAINT fk_notification_mail_notice FOREIGN KEY (notice_no) REFERENCES notification.notice (notice_no),
  CONSTRAINT ck_notification_mail_state CHECK (state IN ('WAITING', 'SENDING', 'SENT', 'REFUSED', 'SUPPRESSED'))
);
CREATE INDEX ix_notification_mail_due ON notification.mail (state, next_attempt_at, mail_no);
