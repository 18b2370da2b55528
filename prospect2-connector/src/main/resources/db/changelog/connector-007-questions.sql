--liquibase formatted sql

--changeset connector:batch-rows-left
-- How many rows were left of the run that is nearest to its end, when the batch was made.
ALTER TABLE connector.batch ADD rows_left BIGINT DEFAULT 0 NOT NULL;
