package org.datasync.connector.bulk;

import java.util.List;
import org.datasync.connector.prospect2.ImportBody;

/**
 * A batch that is marked as being sent.
 *
 * @param last whether runs wait for it rather than for another: nothing follows it, or it is sent again
 */
record Claim(Batch batch, List<Member> members, ImportBody body, boolean last) {}
