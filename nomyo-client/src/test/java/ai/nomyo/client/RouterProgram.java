// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.crypto.jca.JcaHybridCipher;
import ai.nomyo.testkit.FakeRouter;
import ai.nomyo.testkit.Script;
import ai.nomyo.testkit.SelfSignedCertificate;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A router on the JDK's cryptography, as a program. */
final class RouterProgram {

  private RouterProgram() {}

  /**
   * @param scheme {@code http} or {@code https}
   */
  public static void main(String[] scheme) throws IOException {
    FakeRouter.Builder builder = FakeRouter.builder(JcaHybridCipher.onJdk());
    try (FakeRouter router = (scheme[0].equals("https") ? builder.https() : builder).start();
        BufferedReader orders =
            new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8))) {
      System.out.println("certificate " + certificate(router));
      System.out.println("url " + router.baseUrl());
      for (String order = orders.readLine(); order != null; order = orders.readLine()) {
        System.out.println(order + " " + obey(router, order));
      }
    }
  }

  private static String certificate(FakeRouter router) {
    return base64(router.certificate().map(SelfSignedCertificate::certificatePem).orElse(""));
  }

  private static Object obey(FakeRouter router, String order) {
    return switch (order) {
      case "weak-key" -> router.nextKeyFetch(Script.weakKey());
      case "chat-calls" -> router.chatCalls();
      case "key-fetches" -> router.keyFetches();
      case "violations" -> router.violations();
      case "client-key" -> base64(router.lastRequest().publicKeyPem());
      default -> throw new IllegalArgumentException(order);
    };
  }

  private static String base64(String text) {
    return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
  }
}
