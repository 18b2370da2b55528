package org.datasync.connector.catalog;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.Locale;
import org.datasync.connector.testing.AccountResource;
import org.datasync.connector.testing.ConnectorTest;
import org.datasync.sandbox.testing.ServersResource;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(ServersResource.class)
@QuarkusTestResource(AccountResource.class)
class TagResourceIT extends ConnectorTest {

    @Test
    void tagsAreFoundByPartOfTheirName() {
        eventually(() -> given().queryParam("search", name.toUpperCase(Locale.ROOT))
                .get("/api/v1/tags")
                .then()
                .statusCode(200)
                .body("items.name", hasItem(name))
                .body("items.id", hasItem(Integer.toString(tag))));
    }

    @Test
    void theTagOfExactlyThatNameIsFoundAmongHundredsThatContainIt() {
        String many = name + " many";
        account.seed("{\"neighbours\":{\"%s\":150}}".formatted(many));
        int exact = account.addTag(many);

        eventually(() -> given().queryParam("search", many)
                .get("/api/v1/tags")
                .then()
                .statusCode(200)
                .body("items.size()", equalTo(100))
                .body("items[0].name", equalTo(many))
                .body("items[0].id", equalTo(Integer.toString(exact))));
    }

    @Test
    void aTagIsFoundByItsId() {
        eventually(
                () -> given().get("/api/v1/tags/" + tag).then().statusCode(200).body("name", equalTo(name)));
    }

    @Test
    void anUnknownTagIsAProblem() {
        eventually(() -> given().get("/api/v1/tags/888888")
                .then()
                .statusCode(404)
                .contentType("application/problem+json")
                .body("status", equalTo(404)));
    }
}
