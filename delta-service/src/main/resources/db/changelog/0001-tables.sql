--liquibase formatted sql

--changeset delta:sync
CREATE TABLE ${p2}SYNC (
  sync_id INT NOT NULL PRIMARY KEY,
  tag_id NVARCHAR(100) NOT NULL,
  list_no INT NOT NULL,
  watermark DATETIME2(3) NULL,
  deleted_at DATETIMEOFFSET(6) NULL,
  purged_at DATETIMEOFFSET(6) NULL,
  updated_at DATETIMEOFFSET(6) NOT NULL
);
CREATE INDEX IX_LT_P2_SYNC_tag ON ${p2}SYNC (tag_id);

--changeset delta:run
CREATE TABLE ${p2}RUN (
  run_no BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  run_id NVARCHAR(36) NOT NULL,
  sync_id INT NOT NULL,
  tag_id NVARCHAR(100) NOT NULL,
  list_no INT NOT NULL,
  state VARCHAR(12) NOT NULL,
  held CHAR(1) NOT NULL,
  request NVARCHAR(MAX) NOT NULL,
  requested_at DATETIMEOFFSET(6) NOT NULL,
  decision VARCHAR(10) NULL,
  decision_no INT NULL,
  decided_by NVARCHAR(200) NULL,
  cancel_by NVARCHAR(200) NULL,
  republish CHAR(1) NOT NULL,
  republished_through BIGINT NOT NULL,
  planned_at DATETIME2(3) NULL,
  counts NVARCHAR(2000) NULL,
  planned_tag BIGINT NOT NULL,
  planned_update BIGINT NOT NULL,
  planned_untag BIGINT NOT NULL,
  kept_shared BIGINT NOT NULL,
  first_sequence BIGINT NOT NULL,
  last_sequence BIGINT NOT NULL,
  publishing_through BIGINT NOT NULL,
  published_through BIGINT NOT NULL,
  published_added BIGINT NOT NULL,
  published_removed BIGINT NOT NULL,
  published_changed BIGINT NOT NULL,
  settled BIGINT NOT NULL,
  failure NVARCHAR(100) NULL,
  cleaned CHAR(1) NOT NULL,
  reason NVARCHAR(100) NULL,
  detail NVARCHAR(1000) NULL,
  attempt INT NOT NULL,
  next_attempt_at DATETIMEOFFSET(6) NULL,
  created_at DATETIMEOFFSET(6) NOT NULL,
  updated_at DATETIMEOFFSET(6) NOT NULL,
  CONSTRAINT UQ_LT_P2_RUN UNIQUE (run_id)
);
CREATE INDEX IX_LT_P2_RUN_state ON ${p2}RUN (state, run_no);
CREATE INDEX IX_LT_P2_RUN_cleaned ON ${p2}RUN (cleaned, run_no);
CREATE INDEX IX_LT_P2_RUN_sync ON ${p2}RUN (sync_id, run_no);

--changeset delta:run-member
CREATE TABLE ${p2}RUN_MEMBER (
  run_no BIGINT NOT NULL,
  customer_no INT NOT NULL,
  CONSTRAINT PK_LT_P2_RUN_MEMBER PRIMARY KEY (run_no, customer_no)
);

--changeset delta:run-without
CREATE TABLE ${p2}RUN_WITHOUT (
  run_no BIGINT NOT NULL,
  customer_no INT NOT NULL,
  address_level INT NOT NULL,
  CONSTRAINT PK_LT_P2_RUN_WITHOUT PRIMARY KEY (run_no, customer_no)
);

--changeset delta:run-untag
CREATE TABLE ${p2}RUN_UNTAG (
  run_no BIGINT NOT NULL,
  address_key VARCHAR(80) NOT NULL,
  CONSTRAINT PK_LT_P2_RUN_UNTAG PRIMARY KEY (run_no, address_key)
);
CREATE TABLE ${p2}RUN_HOLDER (
  id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  run_no BIGINT NOT NULL,
  address_key VARCHAR(80) NOT NULL,
  customer_no INT NOT NULL
);
CREATE INDEX IX_LT_P2_RUN_HOLDER ON ${p2}RUN_HOLDER (run_no, address_key, customer_no);

--changeset delta:plan
CREATE TABLE ${p2}PLAN (
  sequence BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  run_no BIGINT NOT NULL,
  customer_no INT NOT NULL,
  change VARCHAR(6) NOT NULL,
  reasons VARCHAR(8) NOT NULL,
  fname NVARCHAR(100) NULL,
  lname NVARCHAR(200) NULL,
  prefix NVARCHAR(100) NULL,
  fields NVARCHAR(MAX) NULL,
  CONSTRAINT UQ_LT_P2_PLAN UNIQUE (run_no, customer_no)
);
CREATE INDEX IX_LT_P2_PLAN_customer ON ${p2}PLAN (customer_no);

--changeset delta:plan-address
CREATE TABLE ${p2}PLAN_ADDRESS (
  sequence BIGINT NOT NULL,
  address_no INT NOT NULL,
  run_no BIGINT NOT NULL,
  operation VARCHAR(6) NOT NULL,
  address VARCHAR(80) NOT NULL,
  address_key VARCHAR(80) NOT NULL,
  outcome VARCHAR(10) NULL,
  reason NVARCHAR(200) NULL,
  holder_no INT NULL,
  settlement_no INT NULL,
  CONSTRAINT PK_LT_P2_PLAN_ADDRESS PRIMARY KEY (sequence, address_no)
);

--changeset delta:list-contents
--preconditions onFail:CONTINUE onFailMessage:"The table LT_P2_LIST_CONTENTS belongs to somebody else and is left alone"
--precondition-sql-check expectedResult:0 SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA + '.' + TABLE_NAME = '${contents}'
CREATE TABLE ${contents} (
  id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  sync_id INT NOT NULL,
  list_no INT NOT NULL,
  customer_no INT NOT NULL,
  org_name VARCHAR(30) NULL,
  created_by CHAR(8) NULL,
  create_dt DATETIME NULL,
  create_loc VARCHAR(16) NULL,
  last_updated_by CHAR(8) NULL,
  last_update_dt DATETIME NULL,
  CONSTRAINT UQ_LT_P2_LIST_CONTENTS UNIQUE (sync_id, customer_no)
);

--changeset delta:address
CREATE TABLE ${p2}ADDRESS (
  id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  sync_id INT NOT NULL,
  customer_no INT NOT NULL,
  address VARCHAR(80) NOT NULL,
  address_key VARCHAR(80) NOT NULL,
  state VARCHAR(8) NOT NULL,
  reason NVARCHAR(200) NULL,
  run_no BIGINT NOT NULL,
  updated_at DATETIMEOFFSET(6) NOT NULL,
  CONSTRAINT UQ_LT_P2_ADDRESS UNIQUE (sync_id, customer_no, address_key)
);
CREATE INDEX IX_LT_P2_ADDRESS_key ON ${p2}ADDRESS (address_key);
CREATE INDEX IX_LT_P2_ADDRESS_state ON ${p2}ADDRESS (sync_id, state, customer_no);

--changeset delta:due
CREATE TABLE ${p2}DUE (
  id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  sync_id INT NOT NULL,
  customer_no INT NOT NULL,
  reasons VARCHAR(2) NOT NULL,
  CONSTRAINT UQ_LT_P2_DUE UNIQUE (sync_id, customer_no)
);

--changeset delta:settlement
CREATE TABLE ${p2}SETTLEMENT (
  run_no BIGINT NOT NULL,
  settlement_no INT NOT NULL,
  received_at DATETIMEOFFSET(6) NOT NULL,
  CONSTRAINT PK_LT_P2_SETTLEMENT PRIMARY KEY (run_no, settlement_no)
);
CREATE TABLE ${p2}SETTLING (
  run_no BIGINT NOT NULL,
  settlement_no INT NOT NULL,
  sequence BIGINT NOT NULL,
  address_no INT NOT NULL,
  customer_no INT NOT NULL,
  change VARCHAR(6) NOT NULL,
  operation VARCHAR(6) NOT NULL,
  outcome VARCHAR(10) NOT NULL,
  reason NVARCHAR(200) NULL,
  address VARCHAR(80) NOT NULL,
  address_key VARCHAR(80) NOT NULL,
  address_id BIGINT NULL,
  holder_no INT NULL,
  CONSTRAINT PK_LT_P2_SETTLING PRIMARY KEY (run_no, settlement_no, sequence, address_no)
);

--changeset delta:early
CREATE TABLE ${p2}EARLY (
  id BIGINT IDENTITY(1,1) NOT NULL PRIMARY KEY,
  run_id NVARCHAR(36) NOT NULL,
  event_id NVARCHAR(200) NOT NULL,
  name VARCHAR(40) NOT NULL,
  payload NVARCHAR(MAX) NOT NULL,
  received_at DATETIMEOFFSET(6) NOT NULL,
  CONSTRAINT UQ_LT_P2_EARLY UNIQUE (event_id)
);
CREATE INDEX IX_LT_P2_EARLY_run ON ${p2}EARLY (run_id, id);

--changeset delta:list-lock
CREATE TABLE ${p2}LIST_LOCK (
  list_no INT NOT NULL PRIMARY KEY,
  taken BIGINT NOT NULL,
  quiet_until DATETIMEOFFSET(6) NULL
);

--changeset delta:binary-keys dbms:mssql
-- Keys are compared byte by byte, whatever the collation of the database.
ALTER TABLE ${p2}RUN_UNTAG DROP CONSTRAINT PK_LT_P2_RUN_UNTAG;
ALTER TABLE ${p2}RUN_UNTAG ALTER COLUMN address_key VARCHAR(80) COLLATE Latin1_General_BIN2 NOT NULL;
ALTER TABLE ${p2}RUN_UNTAG ADD CONSTRAINT PK_LT_P2_RUN_UNTAG PRIMARY KEY (run_no, address_key);
DROP INDEX IX_LT_P2_RUN_HOLDER ON ${p2}RUN_HOLDER;
ALTER TABLE ${p2}RUN_HOLDER ALTER COLUMN address_key VARCHAR(80) COLLATE Latin1_General_BIN2 NOT NULL;
CREATE INDEX IX_LT_P2_RUN_HOLDER ON ${p2}RUN_HOLDER (run_no, address_key, customer_no);
ALTER TABLE ${p2}PLAN_ADDRESS ALTER COLUMN address_key VARCHAR(80) COLLATE Latin1_General_BIN2 NOT NULL;
ALTER TABLE ${p2}SETTLING ALTER COLUMN address_key VARCHAR(80) COLLATE Latin1_General_BIN2 NOT NULL;
DROP INDEX IX_LT_P2_ADDRESS_key ON ${p2}ADDRESS;
ALTER TABLE ${p2}ADDRESS DROP CONSTRAINT UQ_LT_P2_ADDRESS;
ALTER TABLE ${p2}ADDRESS ALTER COLUMN address_key VARCHAR(80) COLLATE Latin1_General_BIN2 NOT NULL;
ALTER TABLE ${p2}ADDRESS ADD CONSTRAINT UQ_LT_P2_ADDRESS UNIQUE (sync_id, customer_no, address_key);
CREATE INDEX IX_LT_P2_ADDRESS_key ON ${p2}ADDRESS (address_key);
