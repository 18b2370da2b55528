--liquibase formatted sql

--changeset notification:mail-lookup
-- What became of the mails to one address, and of the mail that a bounce names.
CREATE INDEX ix_notification_mail_address ON notification.mail (recipient_key, state, finished_at);
CREATE INDEX ix_notification_mail_message ON notification.mail (message_id);

--changeset notification:mail-in-doubt
-- An attempt ended without an answer: the mail may have been accepted then, and again later.
ALTER TABLE notification.mail ADD in_doubt BIT DEFAULT 0 NOT NULL;
