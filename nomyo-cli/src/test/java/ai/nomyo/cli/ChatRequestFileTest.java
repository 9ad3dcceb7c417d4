// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.nomyo.chat.SecurityTier;
import java.io.IOException;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A request that is a JSON file. */
class ChatRequestFileTest extends ChatFixture {

  private static final String REQUEST =
      "{\"model\":\"file/model\",\"temperature\":0.1,\"messages\":["
          + "{\"role\":\"system\",\"content\":\"Old.\"},"
          + "{\"role\":\"user\",\"content\":\"Hi\"}],\"future\":[1.0,{}]}";

  @Test
  void isSentAsItIs() throws IOException {
    Cli.assertSuccess("echo: Hi\n", cli.chat("--request", file("request.json", REQUEST)));
    assertEquals(Golden.json(REQUEST), router.lastRequest().json());
  }

  @Test
  void mayComeFromStandardInput() {
    Cli.assertSuccess("echo: Hi\n", cli.in(REQUEST).chat("--request", "-"));
  }

  @Test
  void isOverriddenByOptionsThatWereGiven() throws IOException {
    cli.chat(
        "--request=" + file("request.json", REQUEST),
        "--model=option/model",
        "--temperature=1.5",
        "--max-tokens=7",
        "--system=New.");

    assertEquals(
        Golden.json(
            "{\"model\":\"option/model\",\"temperature\":1.5,\"messages\":["
                + "{\"role\":\"system\",\"content\":\"New.\"},"
                + "{\"role\":\"user\",\"content\":\"Hi\"}],\"future\":[1.0,{}],"
                + "\"max_tokens\":7}"),
        router.lastRequest().json());
  }

  @Test
  void getsASystemMessageWhereItHasNone() throws IOException {
    String request =
        file("request.json", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");

    cli.chat("--request", request, "--system=New.");

    assertEquals(
        Optional.of("New."),
        router.lastRequest().json().getObjects("messages").get(0).getString("content"));
  }

  @Test
  void getsTheDefaultModelWhereItHasNone() throws IOException {
    cli.chat(
        "--request", file("r.json", "{\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}"));

    assertEquals(Optional.of("Qwen/Qwen3-0.6B"), router.lastRequest().json().getString("model"));
  }

  @Test
  void namesTierKeyAndRouterWhichAreUsedAndNeverEncrypted() throws IOException {
    router.requireApiKey("file-key");
    String request =
        "{\"api_key\":\"file-key\",\"security_tier\":\"high\",\"base_url\":\""
            + router.baseUrl()
            + "\","
            + REQUEST.substring(1);

    Cli.assertSuccess(
        "echo: Hi\n",
        Cli.plain()
            .withGoldenKey()
            .with("--allow-http")
            .chat("--request", file("request.json", request)));

    assertEquals(Golden.json(REQUEST), router.lastRequest().json());
    assertEquals(Optional.of(SecurityTier.HIGH), router.lastRequest().securityTier());
    assertEquals("Bearer file-key", router.lastRequest().header("Authorization").orElse("none"));
  }

  @Test
  void hasATierThatTheOptionOverrides() throws IOException {
    String request = "{\"security_tier\":\"high\"," + REQUEST.substring(1);

    cli.chat("--request", file("request.json", request), "--security-tier=standard");

    assertEquals(Optional.of(SecurityTier.STANDARD), router.lastRequest().securityTier());
  }

  @Test
  void neverStreams() throws IOException {
    cli.chat("--request", file("r.json", "{\"stream\":true," + REQUEST.substring(1)));

    assertEquals(Optional.of(false), router.lastRequest().json().getBoolean("stream"));
  }
}
