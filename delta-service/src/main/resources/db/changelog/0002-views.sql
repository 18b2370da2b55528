--liquibase formatted sql

-- What differs between Tessitura's versions is read through views that a site can adapt.

--changeset delta:lists
CREATE VIEW ${views}LISTS AS
SELECT l.list_no, l.list_desc AS description, l.num_members AS approximate_count, l.control_group,
       l.query_no AS output_set_no, q.query_desc AS output_set,
       CASE WHEN l.recalc_status = 'Y' THEN 'Y' ELSE 'N' END AS dynamic_ind,
       CASE WHEN l.tms = 'Y' THEN 'Y' ELSE 'N' END AS prospect2_ind,
       CASE WHEN l.inactive = 'Y' THEN 'Y' ELSE 'N' END AS inactive_ind,
       CASE WHEN EXISTS (SELECT 1 FROM ${tessitura}VS_LIST v WHERE v.list_no = l.list_no) THEN 'Y' ELSE 'N' END AS visible_ind
FROM ${tessitura}T_LIST l
LEFT JOIN ${tessitura}T_QUERY q ON q.query_no = l.query_no;

--changeset delta:audit
CREATE VIEW ${views}AUDIT AS
SELECT [date] AS changed_dt, customer_no, table_name, column_updated, [action] AS audit_action
FROM ${tessitura}VAS_AUDIT_TRAIL;

--changeset delta:membership-audit
--preconditions onFail:CONTINUE onFailMessage:"There is no audit of memberships yet: Tessitura has it since version 16"
--precondition-sql-check expectedResult:1 SELECT COUNT(*) FROM INFORMATION_SCHEMA.TABLES WHERE TABLE_SCHEMA + '.' + TABLE_NAME = '${tessitura}TA_AUDIT_MEMBERSHIP'
CREATE VIEW ${views}MEMBERSHIP_AUDIT AS
SELECT [date] AS changed_dt, customer_no
FROM ${tessitura}TA_AUDIT_MEMBERSHIP;
