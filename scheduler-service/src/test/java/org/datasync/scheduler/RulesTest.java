package org.datasync.scheduler;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RulesTest {
    private static final JavaClasses CLASSES = new ClassFileImporter()
            .withImportOption(new ImportOption.DoNotIncludeTests())
            .importPackages("org.datasync.scheduler");

    @Test
    void schedulesKnowNothingButTheCalendar() {
        classes()
                .that()
                .resideInAPackage("..scheduler.schedule..")
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("java..", "..scheduler.schedule..")
                .check(CLASSES);
    }

    @Test
    void theTimeComesFromAClock() {
        noClasses().should().callMethod(Instant.class, "now").check(CLASSES);
    }

    @Test
    void definitionsDoNotKnowRuns() {
        noClasses()
                .that()
                .resideInAPackage("..scheduler.sync..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("..scheduler.run..", "..scheduler.dispatch..")
                .check(CLASSES);
    }
}
