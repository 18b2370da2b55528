--liquibase formatted sql

--changeset connector:walk
CREATE TABLE connector.walk (
  tag_id NVARCHAR(40) NOT NULL PRIMARY KEY,
  position BIGINT NOT NULL,
  started_at DATETIMEOFFSET(6) NOT NULL,
  finished_at DATETIMEOFFSET(6) NULL
);

--changeset connector:batch-suspects
ALTER TABLE connector.batch ADD suspects INT DEFAULT 0 NOT NULL;
