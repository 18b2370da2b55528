package org.datasync.sandbox.smtp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;

/**
 * A server's certificate that nobody has signed but itself, made by the JDK's keytool.
 *
 * @param pem file for those who shall trust it
 * @param tls for a server that shows it
 */
public record SelfSignedCertificate(Path pem, SSLContext tls) {
    private static final String PASSWORD = "changeit";

    /**
     * For servers of one name.
     *
     * @param directory for its files
     */
    public static SelfSignedCertificate create(Path directory, String host) {
        Path store = directory.resolve(host + ".p12");
        Path pem = directory.resolve(host + ".pem");
        try {
            keytool(store, List.of("-genkeypair", "-keyalg", "RSA", "-dname", "CN=" + host, "-ext", "SAN=dns:" + host));
            keytool(store, List.of("-exportcert", "-rfc", "-file", pem.toString()));
            return new SelfSignedCertificate(pem, tls(store));
        } catch (IOException | GeneralSecurityException e) {
            throw new IllegalStateException("no certificate for " + host, e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted before there was a certificate for " + host, e);
        }
    }

    private static SSLContext tls(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(keys, PASSWORD.toCharArray());
        SSLContext tls = SSLContext.getInstance("TLS");
        tls.init(managers.getKeyManagers(), null, null);
        return tls;
    }

    private static void keytool(Path store, List<String> task) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(task);
        command.addAll(List.of("-alias", "server", "-keystore", store.toString(), "-storepass", PASSWORD));
        Process keytool = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        if (!keytool.waitFor(30, TimeUnit.SECONDS) || keytool.exitValue() != 0) {
            keytool.destroyForcibly();
            throw new IOException("keytool did not do " + task.get(0));
        }
    }
}
