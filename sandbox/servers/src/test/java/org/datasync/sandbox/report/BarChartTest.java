package org.datasync.sandbox.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.StringReader;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class BarChartTest {
    @Test
    void theLongestBarFillsThePictureAndTheOthersAreInProportion() throws Exception {
        String svg =
                new BarChart("Memory <MB>", "MB").bar("a & b", 50).bar("c", 100).svg();

        var rectangles = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(svg)))
                .getElementsByTagName("rect");
        assertThat(rectangles.item(1).getAttributes().getNamedItem("width").getNodeValue())
                .isEqualTo("280.0");
        assertThat(rectangles.item(3).getAttributes().getNamedItem("width").getNodeValue())
                .isEqualTo("560.0");
        assertThat(svg).contains("a &amp; b", "Memory &lt;MB>").doesNotContain("target");
    }

    @Test
    void aTargetBeyondAllBarsShortensThem() {
        assertThat(new BarChart("Start", "s").bar("cold", 5).target(10).svg())
                .contains("width=\"280.0\"", "red: target 10.0", "M750.0 28");
    }
}
