package org.datasync.contracts;

/**
 * What each record of a topic says about itself. The values end in the CloudEvents headers and in the record key.
 *
 * <p>Every name here is derived from the content, so publishing a record again yields the same identity.
 */
public interface Event {

    /** The words of the topic without prefix and version, for example {@code sync-requested}. */
    String name();

    /** The key: what must stay in order within a partition. */
    String key();

    /** {@code ce_id}: stable over re-publishing and unique over all records of this system. */
    String id();

    default String topic() {
        return "datasync." + name() + ".v1";
    }

    /** {@code ce_type}. */
    default String type() {
        return "org.datasync." + name() + ".v1";
    }
}
