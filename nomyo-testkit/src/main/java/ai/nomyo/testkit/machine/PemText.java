// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import java.util.Base64;

/** PEM (RFC 7468), written by the JDK's base64 alone. */
public final class PemText {

  private static final Base64.Encoder LINES = Base64.getMimeEncoder(64, new byte[] {'\n'});

  private PemText() {}

  /** LF line ends, lines of 64 chars, a trailing LF. */
  public static String of(String label, byte[] der) {
    return "-----BEGIN "
        + label
        + "-----\n"
        + LINES.encodeToString(der)
        + "\n-----END "
        + label
        + "-----\n";
  }
}
