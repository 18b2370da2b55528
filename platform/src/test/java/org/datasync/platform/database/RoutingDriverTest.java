package org.datasync.platform.database;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;

class RoutingDriverTest {
    private final RoutingDriver driver = new RoutingDriver();

    @Test
    void anEmbeddedUrlReachesTheEmbeddedDatabaseWhateverPropertiesAPoolAdds() throws SQLException {
        Properties properties = new Properties();
        properties.setProperty("user", "sa");
        properties.setProperty("password", "");
        properties.setProperty("applicationName", "not known there");

        try (Connection connection = driver.connect("jdbc:h2:mem:routing;MODE=MSSQLServer", properties)) {
            assertThat(connection.getMetaData().getDatabaseProductName()).isEqualTo("H2");
        }
    }

    @Test
    void aSqlServerUrlReachesTheSqlServerDriver() {
        String nobodyListens = "jdbc:sqlserver://127.0.0.1:1;encrypt=false;loginTimeout=1;connectRetryCount=0";

        assertThatThrownBy(() -> driver.connect(nobodyListens, new Properties()))
                .isInstanceOf(com.microsoft.sqlserver.jdbc.SQLServerException.class);
    }

    @Test
    void waitingForALockEndsUnlessTheUrlSaysOtherwise() {
        Properties given = new Properties();
        given.setProperty("user", "datasync");

        assertThat(RoutingDriver.withDefaults("jdbc:sqlserver://host;encrypt=true", given))
                .containsEntry("lockTimeout", "60000")
                .containsEntry("applicationName", "Data Sync")
                .containsEntry("user", "datasync");
        assertThat(RoutingDriver.withDefaults("jdbc:sqlserver://host;LockTimeout=5;encrypt=true", given))
                .doesNotContainKey("lockTimeout");
        given.setProperty("applicationName", "another");
        assertThat(RoutingDriver.withDefaults("jdbc:sqlserver://host", given))
                .containsEntry("applicationName", "another");
    }

    @Test
    void otherUrlsAreNotOurs() throws SQLException {
        assertThat(driver.acceptsURL("jdbc:postgresql://localhost/db")).isFalse();
        assertThat(driver.connect("jdbc:postgresql://localhost/db", new Properties()))
                .isNull();
    }
}
