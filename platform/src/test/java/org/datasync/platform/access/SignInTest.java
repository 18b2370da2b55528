package org.datasync.platform.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SignInTest {
    private static final String BROWSER = "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8";

    @Test
    void aBrowserThatOpensAPageIsLedToTheProvider() {
        assertThat(SignIn.opensPage(true, BROWSER, null, "navigate")).isTrue();
        assertThat(SignIn.opensPage(true, BROWSER, null, null)).isTrue();
        assertThat(SignIn.opensPage(true, "Text/HTML", null, null)).isTrue();
    }

    @Test
    void programsScriptsAndFormsAreNot() {
        assertThat(SignIn.opensPage(true, "application/json", null, null)).isFalse();
        assertThat(SignIn.opensPage(true, "*/*", null, null)).isFalse();
        assertThat(SignIn.opensPage(true, null, null, null)).isFalse();
        assertThat(SignIn.opensPage(false, BROWSER, null, "navigate")).isFalse();
        assertThat(SignIn.opensPage(true, BROWSER, "XMLHttpRequest", null)).isFalse();
        assertThat(SignIn.opensPage(true, BROWSER, null, "cors")).isFalse();
    }
}
