package org.datasync.connector;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;

@AnalyzeClasses(packages = "org.datasync.connector", importOptions = DoNotIncludeTests.class)
class ArchitectureTest {
    private static final String PROSPECT2 = "org.datasync.connector.prospect2";

    @ArchTest
    static final ArchRule PROSPECT2_IS_USED_ONLY_THROUGH_ITS_PUBLIC_CLASSES = noClasses()
            .that()
            .resideOutsideOfPackage(PROSPECT2)
            .should()
            .dependOnClassesThat(new DescribedPredicate<JavaClass>("are inner matters of prospect2") {
                @Override
                public boolean test(JavaClass used) {
                    return used.getPackageName().equals(PROSPECT2)
                            && !used.getModifiers().contains(JavaModifier.PUBLIC);
                }
            });

    @ArchTest
    static final ArchRule NOBODY_ELSE_SPEAKS_HTTP = noClasses()
            .that()
            .resideOutsideOfPackage(PROSPECT2)
            .should()
            .dependOnClassesThat()
            .resideInAPackage("java.net.http..");

    @ArchTest
    static final ArchRule TIME_COMES_FROM_A_CLOCK = noClasses()
            .should()
            .callMethod(Instant.class, "now")
            .orShould()
            .callMethod(OffsetDateTime.class, "now")
            .orShould()
            .callMethod(ZonedDateTime.class, "now")
            .orShould()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(Clock.class, "systemUTC");

    @ArchTest
    static final ArchRule FEATURES_DO_NOT_GO_IN_CIRCLES_ROUND_THE_ACCOUNT = slices().matching(
                    "org.datasync.connector.(prospect2|budget|leader|database)..")
            .should()
            .beFreeOfCycles();
}
