package org.datasync.sandbox.tessitura;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.datasync.sandbox.testing.AddressCase;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class EmailSyntaxTest {
    @ParameterizedTest
    @MethodSource("table")
    void judgesAsTheTableOfAllDoes(AddressCase that) {
        assertThat(EmailSyntax.isValid(that.address())).isEqualTo(that.valid());
        assertThat(EmailSyntax.key(that.address())).isEqualTo(that.key());
    }

    static List<AddressCase> table() {
        return AddressCase.all();
    }
}
