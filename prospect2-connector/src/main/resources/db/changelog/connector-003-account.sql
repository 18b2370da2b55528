--liquibase formatted sql

--changeset connector:association
CREATE TABLE connector.association (
  tag_id NVARCHAR(40) NOT NULL,
  address_key NVARCHAR(80) NOT NULL,
  contact_id BIGINT NOT NULL,
  association_id BIGINT NOT NULL,
  learned_at DATETIMEOFFSET(6) NOT NULL
);

--changeset connector:association-key dbms:mssql
ALTER TABLE connector.association ALTER COLUMN address_key NVARCHAR(80) COLLATE Latin1_General_BIN2 NOT NULL;

--changeset connector:association-primary-key
ALTER TABLE connector.association ADD CONSTRAINT pk_connector_association PRIMARY KEY (tag_id, address_key);

--changeset connector:account
CREATE TABLE connector.account (
  account_no INT NOT NULL PRIMARY KEY,
  state NVARCHAR(10) NOT NULL,
  reason NVARCHAR(400) NULL,
  since DATETIMEOFFSET(6) NOT NULL,
  paused_until DATETIMEOFFSET(6) NULL,
  requests_per_second NUMERIC(9,2) NOT NULL,
  seen_at DATETIMEOFFSET(6) NOT NULL
);

--changeset connector:question
CREATE TABLE connector.question (
  question_id NVARCHAR(36) NOT NULL PRIMARY KEY,
  kind NVARCHAR(10) NOT NULL,
  argument NVARCHAR(250) NOT NULL,
  asked_at DATETIMEOFFSET(6) NOT NULL,
  answered_at DATETIMEOFFSET(6) NULL,
  answer NVARCHAR(MAX) NULL
);
CREATE INDEX ix_connector_question_asked ON connector.question (answered_at, asked_at);
