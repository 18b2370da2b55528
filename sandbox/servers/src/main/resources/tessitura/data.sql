-- Synthetic rows, made set by set in SQL that both databases take. Numbers ascend within each statement and from one
-- statement for a table to the next, because a clustered table takes nothing else quickly.
--   {constituents}           how many constituents
--   {chunk of COLUMN}        "COLUMN BETWEEN .. AND ..": the statement runs once per chunk of constituents
--   {addresses of COLUMN}    the same for the numbers of their electronic addresses: four runs, of the first
--                            addresses, the second, the shared ones and those that are not for mail
--   {pick NAME MODULUS}      a pseudo-random number from 0 to MODULUS - 1, the same for the same seed, NAME and n
--   {pick NAME MODULUS of X} the same for an expression X instead of n

INSERT INTO dbo.TR_CONTROL_GROUP (id, description) VALUES
  (-1, 'All'), (1, 'Sandbox'), (9, 'Another organization');

INSERT INTO dbo.TR_LIST_CATEGORY (id, description) VALUES (1, 'Marketing'), (2, 'Development');

INSERT INTO dbo.TR_PREFIX (id, description) VALUES (0, ''), (1, 'Mr.'), (2, 'Ms.'), (3, 'Dr.'), (4, 'Mx.');

INSERT INTO dbo.TR_EADDRESS_TYPE (id, description, email_ind, control_group, inactive) VALUES
  (1, 'Home e-mail', 'Y', -1, 'N'), (2, 'Work e-mail', 'Y', -1, 'N'), (3, 'Assistant e-mail', 'Y', -1, 'N'),
  (4, 'Former e-mail', 'Y', -1, 'Y'), (8, 'Web site', 'N', -1, 'N'), (9, 'Social account', 'N', -1, 'N');

INSERT INTO dbo.TR_CONTACT_POINT_CATEGORY (id, description, contact_point_table, contact_point_key) VALUES
  (1, 'Postal address', 'T_ADDRESS', 'address_no'), (2, 'Phone', 'T_PHONE', 'phone_no'),
  (3, 'Electronic address', 'T_EADDRESS', 'eaddress_no');

INSERT INTO dbo.TR_CONTACT_POINT_PURPOSE_CATEGORY (id, description, control_group) VALUES (1, 'Marketing', -1), (2, 'Service', -1);

INSERT INTO dbo.TR_CONTACT_POINT_PURPOSE (id, description, purpose_category, inactive) VALUES
  (1, 'Newsletter', 1, 'N'), (2, 'Ticket confirmation', 2, 'N'), (3, 'Membership', 1, 'N'), (4, 'Fundraising', 1, 'N'),
  (5, 'Retired purpose', 1, 'Y'), (6, 'Invoice by post', 2, 'N');

INSERT INTO dbo.TX_CONTACT_POINT_CATEGORY_PURPOSE (id, contact_point_category, purpose_id) VALUES
  (1, 3, 1), (2, 3, 2), (3, 3, 3), (4, 3, 4), (5, 3, 5), (6, 1, 3), (7, 1, 6), (8, 2, 2);

INSERT INTO dbo.TR_CONTACT_PERM_CATEGORY (id, description, ask_frequency_months, control_group) VALUES (1, 'E-mail', 24, -1);

INSERT INTO dbo.TR_CONTACT_PERM_TYPE (id, category_id, description, short_description, rank, default_value_for_add, inactive)
VALUES (1, 1, 'May we e-mail you?', 'E-mail', 1, NULL, 'N'), (2, 1, 'Do not contact', 'No contact', 2, 'N', 'N'),
  (3, 1, 'Former question', 'Former', 3, NULL, 'Y');

INSERT INTO dbo.TR_RANK_TYPE (id, description, control_group, inactive) VALUES (1, 'Ticketing', -1, 'N'), (2, 'Giving', -1, 'N');

-- The switch for tracking changes: global, and one organization for each way to answer.
INSERT INTO dbo.T_DEFAULTS (id, parent_table, field_name, default_value, inactive) VALUES
  (1, 'Impresario', 'P2DSTrackChanges', 'NO', 'N'),
  (2, 'Sandbox', 'P2DSTrackChanges', 'YES', 'N'),
  (3, 'Blanks', 'P2DSTrackChanges', 'yes ', 'N'),
  (4, 'Declined', 'P2DSTrackChanges', 'NO', 'N'),
  (5, 'Withdrawn', 'P2DSTrackChanges', 'YES', 'Y'),
  (6, 'Impresario', 'P2ContactPermissionType', '1', 'N'),
  (7, 'Unasked', 'P2ContactPermissionType', '', 'N'),
  (8, 'Impresario', 'P2DefaultSource', '1001', 'N');

-- An element is one column of one set of rows: SELECT customer_no, data_select FROM data_from WHERE data_where.
INSERT INTO dbo.T_QUERY (query_no, query_desc, control_group, tms, edit_flag) VALUES
  (1, 'Member profile', -1, 'Y', 'Y'), (2, 'All memberships, several rows each', -1, 'Y', 'Y');

INSERT INTO dbo.TR_QUERY_ELEMENT_GROUP (id, description, category, data_from, data_where, virtual_ind) VALUES
  (1, 'Current membership', 1, 'dbo.TX_CUST_MEMBERSHIP', 'memb_org_no = 1 AND cur_record = ''Y''', 'N'),
  (2, 'Ticketing rank', 1, 'dbo.T_CUST_RANK', 'rank_type = 1', 'N'),
  (3, 'All memberships', 1, 'dbo.TX_CUST_MEMBERSHIP', NULL, 'N');

INSERT INTO dbo.TR_QUERY_ELEMENT (id, description, group_id, data_select, single_row, category, control_group, inactive)
VALUES (1, 'Membership level', 1, 'memb_level', 'Y', 1, -1, 'N'),
  (2, 'Membership expires', 1, 'CAST(expr_dt AS date)', 'Y', 1, -1, 'N'),
  (3, 'Rank', 2, 'rank', 'Y', 1, -1, 'N'),
  (4, 'Any level', 3, 'memb_level', 'N', 1, -1, 'N');

INSERT INTO dbo.TX_QUERY_ELEMENT (id, query_no, element_no, rank, description_renamed, inactive) VALUES
  (1, 1, 1, 1, NULL, 'N'), (2, 1, 2, 2, NULL, 'N'), (3, 1, 3, 3, 'Ticketing rank', 'N'),
  (4, 1, 4, 4, 'No longer used', 'Y'), (5, 2, 4, 1, NULL, 'N');

-- Constituents. The anonymous one has number 0. Three of 25 are merged into their predecessor.
INSERT INTO dbo.T_CUSTOMER (customer_no, cust_type, lname, sort_name, inactive, created_by, create_dt)
VALUES (0, 1, 'General Public', 'GENERAL PUBLIC', 1, 'sandbox', GETDATE());

INSERT INTO dbo.T_CUSTOMER (customer_no, cust_type, prefix, fname, lname, sort_name, inactive, inactive_reason,
    last_activity_dt, created_by, create_dt, create_loc, last_updated_by, last_update_dt)
SELECT p.n, CASE WHEN p.kind < 90 THEN 1 WHEN p.kind < 97 THEN 2 ELSE 3 END, p.prefix,
       CASE WHEN p.kind < 90 THEN p.fname END, p.lname,
       UPPER(p.lname) + '/' + UPPER(p.fname), p.inactive, CASE WHEN p.inactive = 1 THEN NULL ELSE 1 END,
       DATEADD(day, -p.days, GETDATE()), 'sandbox', DATEADD(day, -p.days - 400, GETDATE()), 'Box office', 'sandbox',
       DATEADD(day, -p.days, GETDATE())
FROM (SELECT n, {pick kind 100} AS kind, {pick prefix 5} AS prefix,
             RTRIM(SUBSTRING('Alder   Amaryl  Arnica  Aspen   Basil   Birch   Bryony  Cedar   Clover  Coriand Dahlia  Fennel  Gentian Hazel   Iris    Juniper Laurel  Linden  Maple   Olive   Poppy   Rowan   Sorrel  Willow  ', 1 + 8 * {pick fname 24}, 8)) AS fname,
             RTRIM(SUBSTRING('Ash     Brook   Copper  Dale    Elder   Fern    Glen    Harbour Ivory   Kettle  Lantern Marsh   North   Orchard Pebble  Quarry  River   Stone   Thistle Under   Vale    Water   Wind    Yarrow  ', 1 + 8 * {pick lname 24}, 8))
               + RTRIM(SUBSTRING('bank  bridgecliff cote  croft dale  den   field ford  gate  ham   hurst ley   mere  moor  port  ridge shaw  side  stead ton   well  wick  worth ', 1 + 6 * {pick lname2 24}, 6)) AS lname,
             CASE WHEN n % 25 IN (3, 11, 19) THEN 5 WHEN n % 25 NOT IN (2, 10, 18) AND {pick inactive 100} < 2 THEN 2 ELSE 1 END AS inactive,
             {pick days 1500} AS days
      FROM dbo.LT_SANDBOX_NUMBER
      WHERE {chunk of n}) p;

INSERT INTO dbo.T_MERGED (seq_no, kept_id, delete_id, status, request_dt, merge_dt, requested_by)
SELECT n, n - 1, n, 'C', DATEADD(day, -1 - {pick merged 300}, GETDATE()), DATEADD(day, -{pick merged 300}, GETDATE()), 'sandbox'
FROM dbo.LT_SANDBOX_NUMBER
WHERE {chunk of n} AND n % 25 IN (3, 11, 19);

-- Households of individuals: the household is the constituent before the next two.
INSERT INTO dbo.T_AFFILIATION (affiliation_no, individual_customer_no, group_customer_no, affiliation_type_id, primary_ind, inactive, name_ind)
SELECT c.customer_no, c.customer_no, h.customer_no, 10002, CASE WHEN c.customer_no = h.customer_no + 1 THEN 'Y' ELSE 'N' END, 'N', -(c.customer_no - h.customer_no)
FROM dbo.T_CUSTOMER c
JOIN dbo.T_CUSTOMER h ON h.customer_no BETWEEN c.customer_no - 2 AND c.customer_no - 1 AND h.cust_type = 2
WHERE {chunk of c.customer_no} AND c.cust_type = 1
  AND NOT EXISTS (SELECT 1 FROM dbo.T_CUSTOMER between_them WHERE between_them.customer_no > h.customer_no
      AND between_them.customer_no < c.customer_no AND between_them.cust_type = 2);

-- First e-mail addresses: most constituents have one, some with blanks and capitals; one in fifty is not an address, in
-- eight ways by turns. Those of merged constituents are with the kept one and inactive.
INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, eaddress_type, address, primary_ind, inactive, market_ind, html_ind, months,
    created_by, create_dt, create_loc, last_updated_by, last_update_dt)
SELECT a.n + 10000000, CASE WHEN a.merged = 5 THEN a.n - 1 ELSE a.n END, 1,
       CASE a.flaw WHEN 0 THEN 'none given' WHEN 1 THEN a.name + ' at example.org'
            WHEN 2 THEN a.name + '@example' WHEN 3 THEN a.name + '@example.o'
            WHEN 4 THEN '@example.org' WHEN 5 THEN a.name + '@host@example.org'
            WHEN 6 THEN a.name + ' ' + a.name + '@example.org' WHEN 7 THEN a.name + ',x@example.org'
            ELSE CASE WHEN a.shape < 3 THEN ' ' + UPPER(a.name) + '@Example.ORG  '
                      WHEN a.shape < 40 THEN a.name + '@example.com' ELSE a.name + '@example.org' END END,
       CASE WHEN a.merged = 5 THEN 'N' ELSE 'Y' END, CASE WHEN a.merged = 5 OR a.state < 3 THEN 'Y' ELSE 'N' END,
       CASE WHEN a.state < 80 THEN 'Y' ELSE 'N' END, 'Y', 'YYYYYYYYYYYY',
       'sandbox', a.create_dt, 'Web', 'sandbox', a.create_dt
FROM (SELECT n, LOWER(fname_any) + '.' + LOWER(lname) + '.' + CAST(n AS varchar(10)) AS name, inactive AS merged, create_dt,
             CASE WHEN n % 50 = 7 THEN n / 50 % 8 ELSE 8 END AS flaw, {pick shape 100} AS shape, {pick first 100} AS presence, {pick state 100} AS state
      FROM (SELECT customer_no AS n, COALESCE(fname, 'office') AS fname_any, lname, inactive, create_dt
            FROM dbo.T_CUSTOMER WHERE {chunk of customer_no}) c) a
WHERE a.presence >= 4 OR a.flaw < 8;

-- Second addresses: of other types, out of season, ended, not begun, or the first one again in capitals.
INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, eaddress_type, address, primary_ind, inactive, market_ind, html_ind, months,
    start_dt, end_dt, created_by, create_dt, create_loc)
SELECT a.n + 20000000, a.n, CASE WHEN a.kind < 12 THEN 3 WHEN a.kind < 18 THEN 4 ELSE 2 END,
       CASE WHEN a.shape < 8 THEN UPPER(a.name) + '@EXAMPLE.ORG' WHEN a.kind < 12 THEN 'assistant.' + CAST(a.n AS varchar(10)) + '@example.net'
            ELSE 'work.' + a.name + '@example.net' END,
       'N', CASE WHEN a.kind >= 90 THEN 'Y' ELSE 'N' END, 'Y', 'Y',
       CASE WHEN a.season < 4 THEN 'NNNNNNNNNNNN' WHEN a.season < 8 THEN 'YYYYYYNNNNNN' WHEN a.season < 12 THEN 'NNNNNNYYYYYY'
            WHEN a.season < 14 THEN NULL ELSE 'YYYYYYYYYYYY' END,
       CASE WHEN a.dates < 4 THEN CAST('2099-01-01T00:00:00' AS datetime) WHEN a.dates < 30 THEN CAST('2020-01-01T00:00:00' AS datetime) END,
       CASE WHEN a.dates BETWEEN 4 AND 8 THEN CAST('2021-12-31T00:00:00' AS datetime)
            WHEN a.dates BETWEEN 9 AND 30 THEN CAST('2099-12-31T00:00:00' AS datetime) END,
       'sandbox', a.create_dt, 'Web'
FROM (SELECT n, LOWER(fname_any) + '.' + LOWER(lname) + '.' + CAST(n AS varchar(10)) AS name, create_dt,
             {pick second 100} AS presence, {pick kind2 100} AS kind, {pick shape2 100} AS shape,
             {pick season 100} AS season, {pick dates 100} AS dates
      FROM (SELECT customer_no AS n, COALESCE(fname, 'office') AS fname_any, lname, create_dt
            FROM dbo.T_CUSTOMER WHERE {chunk of customer_no} AND inactive <> 5) c) a
WHERE a.presence < 25;

-- Shared addresses: one for two or three neighbours, each of whom writes it differently.
INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, eaddress_type, address, primary_ind, inactive, market_ind, html_ind, months,
    created_by, create_dt, create_loc)
SELECT a.n + 30000000, a.n, 1,
       CASE a.n % 3 WHEN 0 THEN 'family.' + a.number + '@example.net' WHEN 1 THEN 'Family.' + a.number + '@Example.NET'
            ELSE '  FAMILY.' + a.number + '@example.net ' END,
       'N', 'N', 'Y', 'Y', 'YYYYYYYYYYYY', 'sandbox', a.create_dt, 'Web'
FROM (SELECT n, CAST(n / 3 AS varchar(10)) AS number, create_dt, {pick family 100 of n / 3} AS family
      FROM (SELECT customer_no AS n, create_dt FROM dbo.T_CUSTOMER WHERE {chunk of customer_no} AND inactive <> 5) c) a
WHERE a.family < 5;

-- Electronic addresses that are not for mail, some of which look as if they were.
INSERT INTO dbo.T_EADDRESS (eaddress_no, customer_no, eaddress_type, address, primary_ind, inactive, market_ind, months, created_by, create_dt, create_loc)
SELECT n + 40000000, n, CASE WHEN n % 2 = 0 THEN 8 ELSE 9 END,
       CASE WHEN n % 2 = 0 THEN 'https://www.example.org/' + CAST(n AS varchar(10)) ELSE 'account.' + CAST(n AS varchar(10)) + '@social.example.org' END,
       'N', 'N', 'N', 'YYYYYYYYYYYY', 'sandbox', GETDATE(), 'Web'
FROM dbo.LT_SANDBOX_NUMBER
WHERE {chunk of n} AND {pick site 100} < 6 AND n % 25 NOT IN (3, 11, 19);

-- Purposes of e-mail addresses; then those of phones and postal addresses whose numbers happen to be the same.
INSERT INTO dbo.TX_CONTACT_POINT_PURPOSE (id, contact_point_category, contact_point_id, purpose_id, created_by, create_dt)
SELECT n + 100000000, 3, n, 1, 'sandbox', GETDATE() FROM (SELECT eaddress_no AS n FROM dbo.T_EADDRESS WHERE {addresses of eaddress_no}) e
WHERE {pick newsletter 100} < 40;

INSERT INTO dbo.TX_CONTACT_POINT_PURPOSE (id, contact_point_category, contact_point_id, purpose_id, created_by, create_dt)
SELECT n + 200000000, 3, n, 3, 'sandbox', GETDATE() FROM (SELECT eaddress_no AS n FROM dbo.T_EADDRESS WHERE {addresses of eaddress_no}) e
WHERE {pick membership 100} < 30;

INSERT INTO dbo.TX_CONTACT_POINT_PURPOSE (id, contact_point_category, contact_point_id, purpose_id, created_by, create_dt)
SELECT n + 300000000, CASE WHEN n % 2 = 0 THEN 1 ELSE 2 END, n, CASE WHEN n % 3 = 0 THEN 3 ELSE 4 END, 'sandbox', GETDATE()
FROM (SELECT eaddress_no AS n FROM dbo.T_EADDRESS WHERE {addresses of eaddress_no}) e
WHERE {pick elsewhere 100} < 20;

INSERT INTO dbo.TX_CONTACT_POINT_PURPOSE (id, contact_point_category, contact_point_id, purpose_id, created_by, create_dt)
SELECT n + 400000000, 3, n, CASE WHEN n % 9 = 0 THEN 5 ELSE 4 END, 'sandbox', GETDATE() FROM (SELECT eaddress_no AS n FROM dbo.T_EADDRESS WHERE {addresses of eaddress_no}) e
WHERE {pick giving 100} < 10;

-- Permissions: yes, no, blank, null, or never asked; and another question, where yes means no.
INSERT INTO dbo.TX_CUST_CONTACT_PERM_TYPE (id, customer_no, type_id, answer, last_asked_dt, created_by, create_dt)
SELECT p.n + 10000000, p.n, 1, CASE WHEN p.answer < 88 THEN 'Y' WHEN p.answer < 94 THEN 'N' WHEN p.answer < 95 THEN ' ' END, GETDATE(), 'sandbox', GETDATE()
FROM (SELECT n, {pick answer 100} AS answer FROM dbo.LT_SANDBOX_NUMBER WHERE {chunk of n} AND n % 25 NOT IN (3, 11, 19)) p
WHERE p.answer < 96;

INSERT INTO dbo.TX_CUST_CONTACT_PERM_TYPE (id, customer_no, type_id, answer, last_asked_dt, created_by, create_dt)
SELECT n + 20000000, n, 2, CASE WHEN n % 2 = 0 THEN 'Y' ELSE 'N' END, GETDATE(), 'sandbox', GETDATE()
FROM dbo.LT_SANDBOX_NUMBER
WHERE {chunk of n} AND {pick contact 100} < 6 AND n % 25 NOT IN (3, 11, 19);

INSERT INTO dbo.T_CUST_RANK (id, customer_no, rank_type, rank, created_by, create_dt)
SELECT n, n, 1, 1 + {pick rank 900}, 'sandbox', GETDATE()
FROM dbo.LT_SANDBOX_NUMBER
WHERE {chunk of n} AND {pick ranked 100} < 30 AND n % 25 NOT IN (3, 11, 19);

-- Memberships: a quarter is current, some have lapsed, some were cancelled, deactivated or merged away.
INSERT INTO dbo.TX_CUST_MEMBERSHIP (cust_memb_no, customer_no, memb_org_no, memb_level, campaign_no, memb_amt, init_dt, expr_dt,
    inception_dt, current_status, cur_record, declined_ind, NRR_status, memb_trend, created_by, create_dt)
SELECT m.n + 10000000, m.n, 1, m.memb_level, 7, CASE m.memb_level WHEN 'P' THEN 1000 WHEN 'S' THEN 250 ELSE 75 END,
       DATEADD(day, m.days - 366, m.today), DATEADD(day, m.days, m.today), DATEADD(day, m.days - 366, m.today),
       m.current_status, CASE WHEN m.current_status = 2 THEN 'Y' ELSE 'N' END, 'N',
       CASE WHEN m.n % 4 = 0 THEN 'RN' ELSE 'NW' END, 1, 'sandbox', GETDATE()
FROM (SELECT q.n, q.current_status, CAST(CAST(GETDATE() AS date) AS datetime) AS today,
             CASE WHEN q.grade < 10 THEN 'P' WHEN q.grade < 40 THEN 'S' ELSE 'F' END AS memb_level,
             CASE WHEN q.current_status = 2 THEN 30 + q.spread ELSE -30 - q.spread END AS days
      FROM (SELECT n, {pick grade 100} AS grade, {pick spread 330} AS spread,
                   CASE WHEN n % 25 IN (3, 11, 19) THEN 9 WHEN {pick member 100} < 29 THEN 2
                        WHEN {pick member 100} < 40 THEN 1 WHEN {pick member 100} < 42 THEN 6
                        WHEN {pick member 100} < 43 THEN 8 ELSE 0 END AS current_status
            FROM dbo.LT_SANDBOX_NUMBER
            WHERE {chunk of n}) q
      WHERE q.current_status > 0 AND (q.current_status < 9 OR q.grade < 30)) m;

-- A second organization, so that a constituent may have two current memberships; a third, whose season can end.
INSERT INTO dbo.TX_CUST_MEMBERSHIP (cust_memb_no, customer_no, memb_org_no, memb_level, memb_amt, init_dt, expr_dt,
    inception_dt, current_status, cur_record, declined_ind, NRR_status, memb_trend, created_by, create_dt)
SELECT n + 20000000, n, CASE WHEN {pick other 100} < 3 THEN 2 ELSE 3 END, 'F', 50, DATEADD(day, -60, GETDATE()),
       DATEADD(day, 120, GETDATE()), DATEADD(day, -60, GETDATE()), 2, 'Y', 'N', 'NW', 1, 'sandbox', GETDATE()
FROM dbo.LT_SANDBOX_NUMBER
WHERE {chunk of n} AND {pick other 100} < 6 AND n % 25 NOT IN (3, 11, 19);

-- The audit trail of some saves: a row per changed column, all with one date. Then what tracking must not take for a change.
INSERT INTO dbo.TA_AUDIT_TRAIL ([date], userid, location, [action], table_name, column_updated, old_value, new_value, alternate_key, customer_no, cg_key)
SELECT DATEADD(second, -60 - {pick audit 86000}, t.today), 'staff', 'Box office', 'Updated', 'T_ADDRESS', c.name, 'before', 'after',
       CAST(n AS varchar(10)), n, 1
FROM dbo.LT_SANDBOX_NUMBER
CROSS JOIN (SELECT CAST(CAST(GETDATE() AS date) AS datetime) AS today) t
CROSS JOIN (SELECT 'street1' AS name UNION ALL SELECT 'city' UNION ALL SELECT 'postal_code') c
WHERE {chunk of n} AND {pick saved 100} < 2;

INSERT INTO dbo.TA_AUDIT_TRAIL ([date], userid, location, [action], table_name, column_updated, old_value, new_value, alternate_key, customer_no, cg_key)
SELECT DATEADD(second, -60 - {pick audit2 86000}, t.today), 'webapi', 'Web',
       CASE WHEN k.action_no < 2 THEN 'Updated' WHEN k.action_no = 2 THEN 'Inserted' WHEN k.action_no = 3 THEN 'DELETED' ELSE 'Deleted' END,
       k.name, CASE WHEN k.action_no < 2 THEN k.column_name END,
       CASE WHEN k.action_no < 2 OR k.action_no = 4 THEN 'before' END,
       CASE WHEN k.action_no < 2 THEN 'after' WHEN k.action_no = 2 THEN CAST(n AS varchar(10)) END,
       CAST(n AS varchar(10)), n, CASE WHEN k.action_no = 3 THEN NULL ELSE 1 END
FROM (SELECT n, {pick saved2 200} AS number FROM dbo.LT_SANDBOX_NUMBER WHERE {chunk of n}) a
CROSS JOIN (SELECT CAST(CAST(GETDATE() AS date) AS datetime) AS today) t
JOIN (SELECT 0 AS number, 'T_EADDRESS' AS name, 'address' AS column_name, 0 AS action_no
      UNION ALL SELECT 1, 'T_EADDRESS', 'primary_ind', 1 UNION ALL SELECT 2, 'TX_CONTACT_POINT_PURPOSE', NULL, 2
      UNION ALL SELECT 3, 'TX_CONTACT_POINT_PURPOSE', NULL, 3 UNION ALL SELECT 4, 'T_CUST_RANK', 'rank', 0
      UNION ALL SELECT 5, 'TX_CUST_CONTACT_PERM_TYPE', 'answer', 0 UNION ALL SELECT 6, 'T_PHONE', NULL, 3
      UNION ALL SELECT 7, 'T_ADDRESS', NULL, 2 UNION ALL SELECT 8, 'T_ADDRESS', NULL, 4) k ON k.number = a.number;

-- Rows of nobody, a burst within one moment, and the hour that the clocks of New York repeat.
INSERT INTO dbo.TA_AUDIT_TRAIL ([date], userid, location, [action], table_name, column_updated, old_value, new_value, alternate_key, customer_no, cg_key)
VALUES (DATEADD(minute, -5, GETDATE()), 'staff', 'Box office', 'Updated', 'T_CUSTOMER', 'lname', 'before', 'after', '0', 0, 1),
  (DATEADD(minute, -5, GETDATE()), 'sqladmin', NULL, 'Updated', 'T_ADDRESS', 'city', 'before', 'after', '5', NULL, NULL),
  (CAST('2026-11-01T01:30:00' AS datetime), 'staff', 'Box office', 'Updated', 'T_CUSTOMER', 'lname', 'before', 'after', '5', 5, 1),
  (CAST('2026-11-01T01:10:00' AS datetime), 'staff', 'Box office', 'Updated', 'T_CUSTOMER', 'lname', 'after', 'again', '5', 5, 1);

INSERT INTO dbo.TA_AUDIT_TRAIL ([date], userid, location, [action], table_name, column_updated, old_value, new_value, alternate_key, customer_no, cg_key)
SELECT DATEADD(second, -30, t.now_dt), 'sqladmin', NULL, 'Updated', 'T_CUSTOMER', 'sort_name', 'before', 'after', CAST(n AS varchar(10)), n, 1
FROM dbo.LT_SANDBOX_NUMBER
CROSS JOIN (SELECT GETDATE() AS now_dt) t
WHERE n BETWEEN 1 AND 200;

INSERT INTO dbo.TA_AUDIT_MEMBERSHIP ([date], userid, location, [action], customer_no, cust_memb_no, column_updated, old_value, new_value)
SELECT DATEADD(second, -60 - {pick audit3 86000}, t.today), 'staff', 'Box office', 'Updated', n, n + 10000000, 'memb_level', 'F', 'S'
FROM dbo.LT_SANDBOX_NUMBER
CROSS JOIN (SELECT CAST(CAST(GETDATE() AS date) AS datetime) AS today) t
WHERE {chunk of n} AND {pick saved3 100} < 1;

-- Lists. The contents of dynamic ones come with the first generation; the static one has been imported.
INSERT INTO dbo.T_LIST (list_no, list_desc, category, control_group, criteria, query_no, num_members, recalc_status, edit_flag, tms, tstats, inactive, created_by, create_dt)
VALUES
  (101, 'Current members', 1, 1, 'SELECT DISTINCT m.customer_no FROM dbo.TX_CUST_MEMBERSHIP m JOIN dbo.T_CUSTOMER c ON c.customer_no = m.customer_no WHERE m.memb_org_no = 1 AND m.current_status = 2 AND m.init_dt <= GETDATE() AND m.expr_dt >= GETDATE() AND c.inactive = 1', NULL, {constituents} / 4, 'Y', 'Y', 'Y', 'N', 'N', 'sandbox', GETDATE()),
  (102, 'Patrons with profile', 2, 1, 'SELECT DISTINCT customer_no FROM dbo.TX_CUST_MEMBERSHIP WHERE memb_org_no = 1 AND current_status = 2 AND memb_level IN (''P'', ''S'')', 1, {constituents} / 10, 'Y', 'Y', 'Y', 'N', 'N', 'sandbox', GETDATE()),
  (103, 'Dynamic, not for Prospect2', 1, 1, 'SELECT customer_no FROM dbo.T_CUST_RANK WHERE rank_type = 1 AND rank <= 100', NULL, 20, 'Y', 'Y', 'N', 'N', 'N', 'sandbox', GETDATE()),
  (104, 'Static for Prospect2', 1, 1, NULL, NULL, {constituents} / 40, 'N', 'Y', 'Y', 'N', 'N', 'sandbox', GETDATE()),
  (105, 'Inactive list', 1, 1, 'SELECT customer_no FROM dbo.T_CUSTOMER WHERE inactive = 1', NULL, 12, 'Y', 'Y', 'Y', 'N', 'Y', 'sandbox', GETDATE()),
  (106, 'Donors, never counted', 2, 1, 'SELECT customer_no FROM dbo.T_CUST_RANK WHERE rank_type = 1 AND rank <= 300', NULL, 0, 'Y', 'Y', 'Y', 'N', 'N', 'sandbox', GETDATE()),
  (107, 'Exactly thirty characters long', 1, -1, 'SELECT DISTINCT customer_no FROM dbo.TX_CUST_MEMBERSHIP WHERE memb_org_no = 2 AND current_status = 2', NULL, {constituents} / 33, 'Y', 'Y', 'Y', 'N', 'N', 'sandbox', GETDATE()),
  (108, 'Of another organization', 1, 9, 'SELECT customer_no FROM dbo.T_CUSTOMER WHERE inactive = 1 AND cust_type = 3', NULL, 30, 'Y', 'Y', 'Y', 'N', 'N', 'sandbox', GETDATE()),
  (109, 'Criteria with an error', 1, 1, 'SELECT customer_no FROM dbo.T_CUSTOMER WHERE customer_no > 0 AND 10000 / (customer_no - 700) > -20000', NULL, 40, 'Y', 'Y', 'Y', 'N', 'N', 'sandbox', GETDATE()),
  (110, 'Season pass holders', 1, 1, 'SELECT DISTINCT customer_no FROM dbo.TX_CUST_MEMBERSHIP WHERE memb_org_no = 3 AND current_status = 2', NULL, {constituents} / 33, 'Y', 'Y', 'Y', 'N', 'N', 'sandbox', GETDATE()),
  (111, 'Lapsed members', 1, 1, 'SELECT DISTINCT m.customer_no FROM dbo.TX_CUST_MEMBERSHIP m JOIN dbo.T_CUSTOMER c ON c.customer_no = m.customer_no WHERE m.memb_org_no = 1 AND m.current_status = 1 AND c.inactive = 1 AND NOT EXISTS (SELECT 1 FROM dbo.TX_CUST_MEMBERSHIP o WHERE o.customer_no = m.customer_no AND o.memb_org_no = 1 AND o.current_status = 2)', NULL, {constituents} / 10, 'Y', 'Y', 'Y', 'N', 'N', 'sandbox', GETDATE()),
  (112, 'Everybody active', 1, -1, 'SELECT customer_no FROM dbo.T_CUSTOMER WHERE inactive = 1', NULL, {constituents}, 'Y', 'Y', 'Y', 'N', 'N', 'sandbox', GETDATE()),
  (113, 'Profile with several rows', 2, 1, 'SELECT DISTINCT customer_no FROM dbo.TX_CUST_MEMBERSHIP WHERE current_status = 2', 2, {constituents} / 4, 'Y', 'Y', 'Y', 'N', 'N', 'sandbox', GETDATE());

INSERT INTO dbo.T_LIST_CONTENTS (list_no, customer_no)
SELECT 104, customer_no FROM dbo.T_CUSTOMER WHERE inactive = 1 AND customer_no % 40 = 1;

INSERT INTO dbo.T_LIST_CONTENTS (list_no, customer_no)
SELECT 109, customer_no FROM dbo.T_CUSTOMER WHERE inactive = 1 AND customer_no BETWEEN 1 AND 50;
