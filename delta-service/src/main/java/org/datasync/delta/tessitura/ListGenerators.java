package org.datasync.delta.tessitura;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import org.datasync.delta.DeltaConfig;
import org.datasync.delta.database.Database;

/** The configured way to generate lists. */
final class ListGenerators {
    @Produces
    @ApplicationScoped
    ListGenerator generator(Database database, DeltaConfig config) {
        return switch (config.generation().way()) {
            case PROCEDURE -> new ProcedureGenerator(database, config.generation());
            case REST -> new RestGenerator(config.generation());
        };
    }
}
