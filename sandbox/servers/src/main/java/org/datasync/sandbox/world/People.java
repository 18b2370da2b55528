package org.datasync.sandbox.world;

/** Conditions on {@code dbo.T_CUSTOMER c} by which the world chooses whom something happens to. */
final class People {
    /** The usual sync reaches them: active, with a plain primary address and permission to use it. */
    static final String REACHABLE = """
            c.inactive = 1 AND c.customer_no > 0
            AND EXISTS (SELECT 1 FROM dbo.T_EADDRESS e
                        WHERE e.customer_no = c.customer_no AND e.primary_ind = 'Y' AND e.inactive = 'N'
                          AND (e.address LIKE '_%@example.org' OR e.address LIKE '_%@example.com')
                          AND e.address NOT LIKE '%@%@%' AND e.address NOT LIKE '% %' AND e.address NOT LIKE '%,%')
            AND EXISTS (SELECT 1 FROM dbo.TX_CUST_CONTACT_PERM_TYPE p
                        WHERE p.customer_no = c.customer_no AND p.type_id = 1 AND p.answer = 'Y')""";

    static final String MEMBER = """
            EXISTS (SELECT 1 FROM dbo.TX_CUST_MEMBERSHIP m
                    WHERE m.customer_no = c.customer_no AND m.memb_org_no = 1 AND m.current_status = 2)""";

    /** Never was one, so that a lapsed member does not begin anew at once. */
    static final String NEVER_MEMBER = """
            NOT EXISTS (SELECT 1 FROM dbo.TX_CUST_MEMBERSHIP m
                        WHERE m.customer_no = c.customer_no AND m.memb_org_no = 1)""";

    private People() {}
}
