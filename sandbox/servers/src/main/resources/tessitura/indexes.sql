-- Built after the rows are there, which is quicker than keeping them up to date row by row.
CREATE INDEX IX_T_EADDRESS_customer ON dbo.T_EADDRESS (customer_no);
CREATE INDEX IX_T_EADDRESS_address ON dbo.T_EADDRESS (address);
CREATE INDEX IX_TX_CONTACT_POINT_PURPOSE_point ON dbo.TX_CONTACT_POINT_PURPOSE (contact_point_id, contact_point_category, purpose_id);
CREATE INDEX IX_TX_CUST_CONTACT_PERM_TYPE_customer ON dbo.TX_CUST_CONTACT_PERM_TYPE (customer_no, type_id);
CREATE INDEX IX_T_CUST_RANK_customer ON dbo.T_CUST_RANK (customer_no);
CREATE INDEX IX_TX_CUST_MEMBERSHIP_customer ON dbo.TX_CUST_MEMBERSHIP (customer_no);
CREATE INDEX IX_TA_AUDIT_TRAIL_date ON dbo.TA_AUDIT_TRAIL ([date]);
CREATE INDEX IX_TA_AUDIT_MEMBERSHIP_date ON dbo.TA_AUDIT_MEMBERSHIP ([date]);
