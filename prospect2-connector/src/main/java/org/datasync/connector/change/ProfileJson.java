package org.datasync.connector.change;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import org.datasync.contracts.delta.v1.Profile;

/** Contact data as a work row keeps it. */
public final class ProfileJson {
    private static final JsonMapper MAPPER = JsonMapper.builder()
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();

    private ProfileJson() {}

    static String write(Profile profile) {
        try {
            return MAPPER.writeValueAsString(profile);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a profile that cannot be written");
        }
    }

    /** Null, as for removals, is the empty profile. */
    public static Profile read(String json) {
        if (json == null) {
            return Profile.EMPTY;
        }
        try {
            return MAPPER.readValue(json, Profile.class);
        } catch (JsonProcessingException e) {
            // The cause would quote personal data.
            throw new IllegalStateException("a stored profile that cannot be read");
        }
    }
}
