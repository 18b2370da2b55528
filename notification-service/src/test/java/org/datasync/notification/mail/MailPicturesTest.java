package org.datasync.notification.mail;

import static org.assertj.core.api.Assertions.assertThat;

import java.awt.image.BufferedImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every kind of mail in a real browser, as wide as a telephone and as a desk. Needs chromium, so it runs with
 * {@code -Pbrowser} only; the pictures are left in {@code target/pictures}.
 */
@Tag("browser")
class MailPicturesTest {
    private static final String BROWSER = System.getProperty("browser", "/usr/bin/chromium");
    private static final Path GOLDEN = Path.of("src", "test", "resources", "golden");
    private static final Path PICTURES = Path.of("target", "pictures");
    private static final int PHONE = 390;
    private static final int DESK = 1000;
    /** The window's size includes a bar, although a browser without a screen shows none. */
    private static final int BROWSER_BAR = 200;

    private static final Pattern MEASURED = Pattern.compile("title>width=(\\d+) height=(\\d+)");

    /** A browser's window has a least width that is more than a telephone's. */
    private static final String FRAME = """
            <!DOCTYPE html><html><head><meta charset="utf-8"><meta name="color-scheme" content="light dark">
            <title></title></head><body style="margin:0">
            <iframe style="border:0;width:%dpx;height:6000px" srcdoc="%s" onload="
              const page = this.contentDocument.documentElement;
              document.title = 'width=' + page.scrollWidth
                + ' height=' + this.contentDocument.body.scrollHeight;"></iframe>
            </body></html>
            """;

    @ParameterizedTest(name = "{0} at {1}")
    @MethodSource("mails")
    void aMailFitsItsWidth(Path mail, int width, boolean dark) throws Exception {
        Path page = page(mail, width);
        Matcher measured =
                MEASURED.matcher(browser(dark, "--dump-dom", page.toUri().toString()));
        assertThat(measured.find()).isTrue();
        int height = Integer.parseInt(measured.group(2));

        Path picture = PICTURES.resolve(name(mail, width, dark) + ".png").toAbsolutePath();
        browser(
                dark,
                "--screenshot=" + picture,
                "--window-size=%d,%d".formatted(Math.max(width, 500), height + BROWSER_BAR),
                page.toUri().toString());

        assertThat(Integer.parseInt(measured.group(1)))
                .as("width of the content")
                .isLessThanOrEqualTo(width);
        BufferedImage image = ImageIO.read(picture.toFile());
        ImageIO.write(image.getSubimage(0, 0, width, height), "png", picture.toFile());
        assertThat(brightness(image, width)).as("brightness of the ground").matches(value -> dark == value < 100);
    }

    static Stream<Object[]> mails() throws IOException {
        try (Stream<Path> files = Files.list(GOLDEN)) {
            List<Object[]> mails = new ArrayList<>();
            files.filter(file -> file.toString().endsWith(".html")).sorted().forEach(file -> {
                mails.add(new Object[] {file, PHONE, false});
                mails.add(new Object[] {file, DESK, false});
                mails.add(new Object[] {file, PHONE, true});
            });
            return mails.stream();
        }
    }

    private static Path page(Path mail, int width) throws IOException {
        String html = Files.readString(mail).replace("&", "&amp;").replace("\"", "&quot;");
        Path page = PICTURES.resolve(name(mail, width, false) + ".html");
        Files.createDirectories(PICTURES);
        return Files.writeString(page, FRAME.formatted(width, html));
    }

    private static String browser(boolean dark, String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(
                BROWSER,
                "--headless",
                "--no-sandbox",
                "--disable-gpu",
                "--hide-scrollbars",
                "--virtual-time-budget=2000",
                "--user-data-dir=" + PICTURES.resolve("profile").toAbsolutePath(),
                "--blink-settings=preferredColorScheme=" + (dark ? 0 : 1)));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        String output = new String(process.getInputStream().readAllBytes());
        assertThat(process.waitFor(60, TimeUnit.SECONDS)).isTrue();
        return output;
    }

    /** Of the corner outside the card. */
    private static int brightness(BufferedImage image, int width) {
        int colour = image.getRGB(Math.min(3, width - 1), 3);
        return (colour >> 16 & 0xff) + (colour >> 8 & 0xff) + (colour & 0xff);
    }

    private static String name(Path mail, int width, boolean dark) {
        String name = mail.getFileName().toString().replace(".html", "");
        return name + (width == PHONE ? "-phone" : "-desk") + (dark ? "-dark" : "");
    }
}
