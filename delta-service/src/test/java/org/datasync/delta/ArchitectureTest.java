package org.datasync.delta;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;

@AnalyzeClasses(packages = "org.datasync.delta", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule PLAN_AND_BASELINE_KNOW_NO_FRAMEWORK = classes()
            .that()
            .resideInAnyPackage("..delta.plan..", "..delta.baseline..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage("java..", "org.datasync..");

    @ArchTest
    static final ArchRule PLAN_AND_BASELINE_KNOW_NOTHING_OF_RUNS = noClasses()
            .that()
            .resideInAnyPackage("..delta.plan..", "..delta.baseline..", "..delta.tessitura..", "..delta.resync..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..delta.run..", "..delta.preview..", "..delta.explain..");

    @ArchTest
    static final ArchRule A_RUN_KNOWS_NOTHING_OF_PREVIEWS = noClasses()
            .that()
            .resideInAPackage("..delta.run..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..delta.preview..", "..delta.explain..");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(LocalDate.class, "now")
            .orShould()
            .callMethod(LocalDateTime.class, "now")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule NOBODY_BUT_TESSITURA_CALLS_OTHER_SERVERS = noClasses()
            .that(not(resideInAPackage("..delta.tessitura..")))
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");
}
