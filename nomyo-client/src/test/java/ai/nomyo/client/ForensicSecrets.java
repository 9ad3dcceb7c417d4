// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * Secrets that follow from a seed, so that a program and the one who searches its memory both know
 * them, although nobody told the program: an argument or a line of input would stay in its memory.
 */
record ForensicSecrets(String seed) {

  String prompt() {
    return derived("prompt");
  }

  String answer() {
    return derived("answer");
  }

  String apiKey() {
    return derived("api key");
  }

  String password() {
    return derived("password");
  }

  List<String> all() {
    return List.of(prompt(), answer(), apiKey(), password());
  }

  private String derived(String name) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      return HexFormat.of()
          .formatHex(digest.digest((seed + name).getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException impossible) {
      throw new AssertionError(impossible);
    }
  }

  /** A text with the secret in several places of it. */
  static String around(String secret, int chars) {
    StringBuilder text = new StringBuilder(chars + 4 * secret.length());
    while (text.length() < chars) {
      text.append(secret).append(" and so on; ".repeat(chars / 40 + 1));
    }
    return text.append(secret).toString();
  }
}
