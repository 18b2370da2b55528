--liquibase formatted sql

--changeset notification:notice-course
-- How a notice stands in the course of its sync: signature names the problem, told says whether readers who do not
-- want every run were told.
ALTER TABLE notification.notice ADD outcome NVARCHAR(30) NULL;
ALTER TABLE notification.notice ADD signature NVARCHAR(120) NULL;
ALTER TABLE notification.notice ADD trend NVARCHAR(10) NULL;
ALTER TABLE notification.notice ADD told BIT DEFAULT 0 NOT NULL;

--changeset notification:mail-states
-- The embedded database (H2 2.4.240) evaluates an IN list of a check constraint in the session that created it: once
-- that connection is closed, every insert fails with "The database has been closed". The states are an enum in code.
ALTER TABLE notification.mail DROP CONSTRAINT ck_notification_mail_state;

--changeset notification:mail-digest
-- A collected mail waits for the daily digest of its recipient, which is a notice of its own.
ALTER TABLE notification.mail ADD digest_no BIGINT NULL;
CREATE INDEX ix_notification_mail_digest ON notification.mail (digest_no);

--changeset notification:mail-channel
-- Mails and webhook calls wait in one table, each kind with its own senders.
ALTER TABLE notification.mail ADD channel NVARCHAR(10) DEFAULT 'MAIL' NOT NULL;
ALTER TABLE notification.mail ADD copy_no INT DEFAULT 1 NOT NULL;
CREATE INDEX ix_notification_mail_channel ON notification.mail (channel, state, next_attempt_at, mail_no);
