package org.datasync.sandbox.smtp;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;

/** One side of an SMTP session: lines in, lines out, every byte as it came. */
record SmtpLines(Socket socket, BufferedReader in, OutputStream out) {
    static SmtpLines of(Socket socket) throws IOException {
        return new SmtpLines(
                socket,
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.ISO_8859_1)),
                socket.getOutputStream());
    }

    /** The same connection from here on encrypted, this side being the server. */
    SmtpLines encrypted(SSLContext tls) throws IOException {
        SSLSocket encrypted = (SSLSocket) tls.getSocketFactory().createSocket(socket, null, socket.getPort(), true);
        encrypted.setUseClientMode(false);
        return of(encrypted);
    }

    /** The next line; null when the other side hung up. */
    String read() throws IOException {
        return in.readLine();
    }

    void write(String line) throws IOException {
        out.write((line + "\r\n").getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
    }

    /** A whole reply, whose lines but the last have a hyphen after the code. */
    static boolean isLast(String replyLine) {
        return replyLine.length() < 4 || replyLine.charAt(3) != '-';
    }
}
