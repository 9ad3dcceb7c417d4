package ai.nomyo.client;

import ai.nomyo.chat.ChatRequest;
import ai.nomyo.config.RetrySettings;
import ai.nomyo.testkit.FakeRouter;
import java.util.UUID;

/** What most flows have in common: a client with the golden key, and a short request. */
final class Flow {

  private Flow() {}

  static ClientBuilder client(FakeRouter router) {
    return keyless(router).keyDirectory(Golden.clientKeys());
  }

  static ClientBuilder keyless(FakeRouter router) {
    return retrying(router).retries(RetrySettings.none());
  }

  /** As a user's client, which attempts a call again; others meet with the first failure. */
  static ClientBuilder retrying(FakeRouter router) {
    return Nomyo.client().baseUrl(router.baseUrl().toString()).allowHttp(true);
  }

  static ChatRequest asking(String prompt) {
    return ChatRequest.builder().model("m").user(prompt).build();
  }

  static String freshId() {
    return UUID.randomUUID().toString();
  }
}
