package org.datasync.delta.tessitura;

import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;

/** The readers of Tessitura without the service. */
public record Readers(
        SettingsReader settings,
        ChoiceReader choices,
        ListReader lists,
        EligibilityReader eligibility,
        OutputSetReader outputSets) {
    public static Readers of(Database database, DeltaConfig config) {
        SettingsReader settings = new SettingsReader(database, config);
        return new Readers(
                settings,
                new ChoiceReader(database, settings),
                new ListReader(database),
                new EligibilityReader(database, settings, config),
                new OutputSetReader(database));
    }
}
