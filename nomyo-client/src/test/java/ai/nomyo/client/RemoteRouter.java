// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import ai.nomyo.testkit.machine.ChildJvm;
import ai.nomyo.testkit.machine.JavaProgram;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** A router in a JVM of its own, on whose providers nothing depends that is done to this one's. */
final class RemoteRouter implements AutoCloseable {

  private final ChildJvm jvm;
  private final String certificatePem;
  private final String baseUrl;

  private RemoteRouter(String scheme) {
    jvm = JavaProgram.of(RouterProgram.class).start(scheme);
    certificatePem = text(jvm.answer("certificate "));
    baseUrl = jvm.answer("url ");
  }

  static RemoteRouter http() {
    return new RemoteRouter("http");
  }

  static RemoteRouter https() {
    return new RemoteRouter("https");
  }

  String baseUrl() {
    return baseUrl;
  }

  String certificatePem() {
    return certificatePem;
  }

  /** The next key that is fetched has 1024 bits. */
  void showWeakKey() {
    ask("weak-key");
  }

  int chatCalls() {
    return Integer.parseInt(ask("chat-calls"));
  }

  int keyFetches() {
    return Integer.parseInt(ask("key-fetches"));
  }

  /** As a list is printed. */
  String violations() {
    return ask("violations");
  }

  /** Of the last request. */
  String clientKeyPem() {
    return text(ask("client-key"));
  }

  private String ask(String order) {
    jvm.say(order);
    return jvm.answer(order + " ");
  }

  private static String text(String base64) {
    return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    jvm.close();
  }
}
