package org.datasync.notification.webhook;

import java.net.Inet4Address;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.util.Arrays;

/** Addresses that lead into this machine or its network. */
final class PrivateAddresses {
    private PrivateAddresses() {}

    static boolean contain(InetAddress address) {
        if (address.isLoopbackAddress()
                || address.isAnyLocalAddress()
                || address.isLinkLocalAddress()
                || address.isSiteLocalAddress()
                || address.isMulticastAddress()) {
            return true;
        }
        byte[] bytes = address.getAddress();
        if (address instanceof Inet4Address) {
            return isPrivate(bytes[0] & 0xff, bytes[1] & 0xff);
        }
        return address instanceof Inet6Address && isPrivate6(bytes);
    }

    /** "This network", carrier-grade NAT (100.64/10), benchmarking (198.18/15), reserved (240/4). */
    private static boolean isPrivate(int first, int second) {
        return first == 0
                || first == 100 && (second & 0xc0) == 64
                || first == 198 && (second & 0xfe) == 18
                || first >= 240;
    }

    /** Unique local (fc00::/7), and NAT64, 6to4, Teredo and ::/96, which embed an IPv4 address. */
    private static boolean isPrivate6(byte[] bytes) {
        boolean uniqueLocal = (bytes[0] & 0xfe) == 0xfc;
        boolean nat64 = bytes[0] == 0 && bytes[1] == 0x64 && (bytes[2] & 0xff) == 0xff && (bytes[3] & 0xff) == 0x9b;
        boolean sixToFour = bytes[0] == 0x20 && bytes[1] == 0x02;
        boolean teredo = bytes[0] == 0x20 && bytes[1] == 0x01 && bytes[2] == 0 && bytes[3] == 0;
        boolean compatible = Arrays.equals(bytes, 0, 12, new byte[12], 0, 12);
        return uniqueLocal || nat64 || sixToFour || teredo || compatible;
    }
}
