--liquibase formatted sql

--changeset connector:tag-change-doubt
-- Whether a single call for the row may have taken effect although its answer was lost.
ALTER TABLE connector.tag_change ADD in_doubt BIT DEFAULT 0 NOT NULL;

--changeset connector:account-use
ALTER TABLE connector.account ADD requests_last_minute INT DEFAULT 0 NOT NULL;
ALTER TABLE connector.account ADD imports_last_minute INT DEFAULT 0 NOT NULL;
ALTER TABLE connector.account ADD unknown_fields NVARCHAR(MAX) NULL;
