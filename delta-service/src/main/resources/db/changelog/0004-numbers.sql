--liquibase formatted sql

-- As many numbers at once as SQL Server takes: with its default of 32 the embedded database commits and writes its
-- pages, those of unfinished transactions included, for every 32 rows.

--changeset delta:numbers dbms:h2
ALTER TABLE ${p2}PLAN ALTER COLUMN sequence SET CACHE 10000;
ALTER TABLE ${p2}PLAN_FIELD ALTER COLUMN id SET CACHE 10000;
ALTER TABLE ${p2}ADDRESS ALTER COLUMN id SET CACHE 10000;
ALTER TABLE ${p2}RUN_HOLDER ALTER COLUMN id SET CACHE 10000;
ALTER TABLE ${p2}CHANGE ALTER COLUMN id SET CACHE 10000;

--changeset delta:contents-numbers dbms:h2
--preconditions onFail:CONTINUE onFailMessage:"The table LT_P2_LIST_CONTENTS belongs to somebody else and is left alone"
--precondition-sql-check expectedResult:1 SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLE_CONSTRAINTS WHERE CONSTRAINT_NAME = 'UQ_LT_P2_LIST_CONTENTS'
ALTER TABLE ${contents} ALTER COLUMN id SET CACHE 10000;
