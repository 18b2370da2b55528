-- The part of the vendor's schema that Data Sync reads, for both databases. Column names and character lengths are the
-- vendor's; which columns may be null, defaults and indexes are ours. Statements end with a semicolon at a line's end.

-- Ours: has its row when everything else is complete.
CREATE TABLE dbo.LT_SANDBOX_TESSITURA (constituents int NOT NULL, seed bigint NOT NULL);

CREATE TABLE dbo.TR_CONTROL_GROUP (
  id int NOT NULL PRIMARY KEY, description varchar(30) NOT NULL, inactive char(1) DEFAULT 'N' NOT NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

CREATE TABLE dbo.TR_LIST_CATEGORY (
  id int NOT NULL PRIMARY KEY, description varchar(30) NOT NULL, inactive char(1) DEFAULT 'N' NOT NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

-- Output sets.
CREATE TABLE dbo.T_QUERY (
  query_no int NOT NULL PRIMARY KEY, query_desc varchar(60) NOT NULL, control_group int NULL,
  tms char(1) NULL, edit_flag char(1) NULL, last_used_dt datetime NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

CREATE TABLE dbo.TR_QUERY_ELEMENT_GROUP (
  id int NOT NULL PRIMARY KEY, description varchar(60) NOT NULL, category int NULL,
  data_from varchar(1000) NULL, data_where varchar(1000) NULL, virtual_ind char(1) NULL);

CREATE TABLE dbo.TR_QUERY_ELEMENT (
  id int NOT NULL PRIMARY KEY, description varchar(60) NOT NULL, group_id int NULL,
  data_select varchar(1000) NULL, single_row char(1) NULL, category int NULL,
  control_group int NULL, keyword_no int NULL, inactive char(1) NULL);

CREATE TABLE dbo.TX_QUERY_ELEMENT (
  id int NOT NULL PRIMARY KEY, query_no int NOT NULL, element_no int NOT NULL, rank int NULL,
  description_renamed varchar(100) NULL, include_primary_affiliation char(1) NULL, inactive char(1) NULL);

-- Lists.
CREATE TABLE dbo.T_LIST (
  list_no int NOT NULL PRIMARY KEY, list_desc varchar(30) NOT NULL, category int NULL, control_group int NULL,
  criteria varchar(4000) NULL, query_no int NULL, num_members int NULL, last_used_dt datetime NULL,
  recalc_status char(1) NULL, edit_flag char(1) NULL, list_rights char(1) NULL, tms char(1) NULL, tstats char(1) NULL,
  inactive char(1) DEFAULT 'N' NOT NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

CREATE TABLE dbo.T_LIST_CONTENTS (
  list_no int NOT NULL, customer_no int NOT NULL,
  related_customer_no int NULL, relationship_id int NULL, relationship_reason int NULL,
  CONSTRAINT PK_T_LIST_CONTENTS PRIMARY KEY (list_no, customer_no));

-- Constituents.
CREATE TABLE dbo.T_CUSTOMER (
  customer_no int NOT NULL PRIMARY KEY, cust_type int NULL, prefix int NULL,
  fname varchar(20) NULL, mname varchar(20) NULL, lname varchar(55) NULL, suffix int NULL, sort_name varchar(55) NULL,
  name_status int NULL, emarket_ind int NULL, inactive int DEFAULT 1 NOT NULL, inactive_reason int NULL,
  last_activity_dt datetime NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

CREATE TABLE dbo.TR_PREFIX (
  id int NOT NULL PRIMARY KEY, description varchar(30) NOT NULL, inactive char(1) DEFAULT 'N' NOT NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

CREATE TABLE dbo.T_MERGED (
  seq_no int NOT NULL PRIMARY KEY, kept_id int NOT NULL, delete_id int NOT NULL,
  status char(1) NULL, request_dt datetime NULL, merge_dt datetime NULL, requested_by char(8) NULL);

CREATE TABLE dbo.T_AFFILIATION (
  affiliation_no int NOT NULL PRIMARY KEY, individual_customer_no int NULL, group_customer_no int NULL,
  affiliation_type_id int NULL, primary_ind char(1) NULL, inactive char(1) NULL, name_ind int NULL);

CREATE TABLE dbo.TR_EADDRESS_TYPE (
  id int NOT NULL PRIMARY KEY, description varchar(30) NOT NULL,
  email_ind char(1) DEFAULT 'Y' NOT NULL, control_group int NULL, inactive char(1) DEFAULT 'N' NOT NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

CREATE TABLE dbo.T_EADDRESS (
  eaddress_no int NOT NULL PRIMARY KEY, customer_no int NOT NULL, eaddress_type int NOT NULL,
  address varchar(80) NOT NULL, primary_ind char(1) NOT NULL, inactive char(1) NOT NULL, market_ind char(1) NOT NULL,
  html_ind char(1) NULL, months char(12) NULL, start_dt datetime NULL, end_dt datetime NULL,
  alt_signor int NULL, mail_purposes varchar(10) NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

-- Contact point purposes.
CREATE TABLE dbo.TR_CONTACT_POINT_CATEGORY (
  id int NOT NULL PRIMARY KEY, description varchar(30) NOT NULL,
  contact_point_table varchar(128) NOT NULL, contact_point_key varchar(128) NOT NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

CREATE TABLE dbo.TR_CONTACT_POINT_PURPOSE_CATEGORY (
  id int NOT NULL PRIMARY KEY, description varchar(30) NOT NULL, control_group int NULL,
  inactive char(1) DEFAULT 'N' NOT NULL);

CREATE TABLE dbo.TR_CONTACT_POINT_PURPOSE (
  id int NOT NULL PRIMARY KEY, description varchar(30) NOT NULL, purpose_category int NULL,
  inactive char(1) DEFAULT 'N' NOT NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

CREATE TABLE dbo.TX_CONTACT_POINT_CATEGORY_PURPOSE (
  id int NOT NULL PRIMARY KEY, contact_point_category int NOT NULL, purpose_id int NOT NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

CREATE TABLE dbo.TX_CONTACT_POINT_PURPOSE (
  id int NOT NULL PRIMARY KEY, contact_point_category int NOT NULL, contact_point_id int NOT NULL,
  purpose_id int NOT NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

-- Contact permissions.
CREATE TABLE dbo.TR_CONTACT_PERM_CATEGORY (
  id int NOT NULL PRIMARY KEY, description varchar(30) NOT NULL, ask_frequency_months int NULL,
  control_group int NULL, inactive char(1) DEFAULT 'N' NOT NULL);

CREATE TABLE dbo.TR_CONTACT_PERM_TYPE (
  id int NOT NULL PRIMARY KEY, category_id int NOT NULL, description varchar(30) NOT NULL,
  short_description varchar(10) NULL, rank int NULL, presenter_ind char(1) NULL,
  default_value_for_add char(1) NULL, inactive char(1) DEFAULT 'N' NOT NULL);

CREATE TABLE dbo.TX_CUST_CONTACT_PERM_TYPE (
  id int NOT NULL PRIMARY KEY, customer_no int NOT NULL, type_id int NOT NULL,
  answer char(1) NULL, last_asked_dt datetime NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

-- Ranking.
CREATE TABLE dbo.TR_RANK_TYPE (
  id int NOT NULL PRIMARY KEY, description varchar(30) NOT NULL, control_group int NULL, inactive char(1) NULL);

CREATE TABLE dbo.T_CUST_RANK (
  id int NOT NULL PRIMARY KEY, customer_no int NOT NULL, rank_type int NOT NULL, rank int NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

-- Memberships, shape of version 15.
CREATE TABLE dbo.TX_CUST_MEMBERSHIP (
  cust_memb_no int NOT NULL PRIMARY KEY, customer_no int NOT NULL, memb_org_no int NOT NULL,
  memb_level varchar(3) NULL, campaign_no int NULL, memb_amt money NULL,
  init_dt datetime NULL, expr_dt datetime NULL, inception_dt datetime NULL,
  current_status int NULL, cur_record char(1) NULL, declined_ind char(1) NULL, NRR_status char(2) NULL,
  memb_trend int NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

-- Defaults.
CREATE TABLE dbo.T_DEFAULTS (
  id int NOT NULL PRIMARY KEY, parent_table varchar(30) NOT NULL, field_name varchar(30) NOT NULL,
  default_value varchar(255) NULL, default_value_desc varchar(255) NULL, inactive char(1) DEFAULT 'N' NOT NULL,
  created_by char(8) NULL, create_dt datetime NULL, create_loc varchar(16) NULL,
  last_updated_by char(8) NULL, last_update_dt datetime NULL);

-- Audit. The trail has no key, as the vendor's has none.
CREATE TABLE dbo.TA_AUDIT_TRAIL (
  [date] datetime NOT NULL, userid char(8) NULL, location varchar(16) NULL, [action] varchar(10) NOT NULL,
  table_name varchar(128) NOT NULL, column_updated varchar(30) NULL,
  old_value varchar(80) NULL, new_value varchar(80) NULL,
  alternate_key varchar(30) NULL, customer_no int NULL, cg_key int NULL);

CREATE TABLE dbo.TA_AUDIT_MEMBERSHIP (
  id int IDENTITY(1,1) NOT NULL PRIMARY KEY, [date] datetime NOT NULL, userid char(8) NULL, location varchar(16) NULL,
  [action] varchar(10) NOT NULL, customer_no int NOT NULL, cust_memb_no int NULL,
  column_updated varchar(30) NULL, old_value varchar(80) NULL, new_value varchar(80) NULL);

-- Secured views: the real ones show what the control groups of the asking user allow; here that user has -1 and 1.
CREATE VIEW dbo.VAS_AUDIT_TRAIL AS
SELECT [date], userid, location, [action], table_name, column_updated, old_value, new_value, alternate_key,
       customer_no, cg_key
FROM dbo.TA_AUDIT_TRAIL;

CREATE VIEW dbo.VS_LIST AS
SELECT list_no, list_desc, category, control_group, criteria, query_no, num_members, last_used_dt, recalc_status,
       edit_flag, list_rights, tms, tstats, inactive, created_by, create_dt, create_loc, last_updated_by,
       last_update_dt, 'Y' AS edit_ind
FROM dbo.T_LIST
WHERE control_group IN (-1, 1);
