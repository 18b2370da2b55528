--liquibase formatted sql

--changeset connector:tag-change-numbers dbms:h2
-- As many numbers at once as SQL Server takes: with the default of 32 the embedded database writes its pages, those of
-- unfinished transactions included, for every 32 rows.
ALTER TABLE connector.tag_change ALTER COLUMN id SET CACHE 10000;
