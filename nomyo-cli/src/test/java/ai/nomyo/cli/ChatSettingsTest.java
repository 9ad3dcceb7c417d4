// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.testkit.ReceivedRequest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which of the places that may name a router, an API key or a key of the client is believed. */
class ChatSettingsTest extends ChatFixture {

  private String authorization() {
    return router.lastRequest().header("Authorization").orElse("none");
  }

  @Nested
  class TheRouter {

    private final Cli elsewhere = Cli.plain().withGoldenKey().with("--allow-http");

    private String requestNaming(String url) throws IOException {
      return file(
          "r.json",
          "{\"base_url\":\"" + url + "\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}");
    }

    @Test
    void isTheOneOfTheEnvironment() {
      Cli.assertSuccess(
          "echo: Hi\n",
          elsewhere.variable("NOMYO_BASE_URL", router.baseUrl().toString()).chat("Hi"));
    }

    @Test
    void isTheEnvironmentsBeforeTheFiles() throws IOException {
      Cli.assertSuccess(
          "echo: Hi\n",
          elsewhere
              .variable("NOMYO_BASE_URL", router.baseUrl().toString())
              .chat("--request", requestNaming("nowhere")));
    }

    @Test
    void isTheOptionsBeforeBoth() throws IOException {
      Cli.assertSuccess(
          "echo: Hi\n",
          elsewhere
              .variable("NOMYO_BASE_URL", "nowhere")
              .chat(
                  "--request",
                  requestNaming("nowhere"),
                  "--base-url",
                  router.baseUrl().toString()));
    }

    @Test
    void isNotNamedByAVariableThatIsEmpty() throws IOException {
      Cli.assertSuccess(
          "echo: Hi\n",
          elsewhere
              .variable("NOMYO_BASE_URL", "")
              .chat("--request", requestNaming(router.baseUrl().toString())));
    }
  }

  @Nested
  class TheApiKey {

    private final String request =
        "{\"api_key\":\"of-the-file\",\"messages\":[{\"role\":\"user\",\"content\":\"Hi\"}]}";

    @Test
    void isNotSentWhenThereIsNone() {
      cli.chat("Hi");

      assertEquals("none", authorization());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n", "\r\n"})
    void comesFromAFileWithoutItsFinalLineEnd(String lineEnd) throws IOException {
      cli.chat("Hi", "--api-key-file", file("key.txt", "sk-1234" + lineEnd));

      assertEquals("Bearer sk-1234", authorization());
    }

    @Test
    void isRefusedWithTwoFinalLineEnds() throws IOException {
      assertEquals(2, cli.chat("Hi", "--api-key-file", file("key.txt", "sk\n\n")).exitCode());
    }

    @Test
    void comesFromTheEnvironment() {
      cli.variable("NOMYO_API_KEY", "of-the-environment").chat("Hi");

      assertEquals("Bearer of-the-environment", authorization());
    }

    @Test
    void isTheRequestFilesBeforeTheEnvironments() throws IOException {
      cli.variable("NOMYO_API_KEY", "of-the-environment")
          .chat("--request", file("r.json", request));

      assertEquals("Bearer of-the-file", authorization());
    }

    @Test
    void isTheOptionsBeforeBoth() throws IOException {
      cli.variable("NOMYO_API_KEY", "of-the-environment")
          .chat("--request", file("r.json", request), "--api-key-file", file("key.txt", "given"));

      assertEquals("Bearer given", authorization());
    }

    @Test
    void isTheOptionsOnEveryLine() throws IOException {
      cli.in("1\n2\n").chat("--lines", "--api-key-file", file("key.txt", "given"));

      assertEquals(2, router.requests().size());
      for (ReceivedRequest received : router.requests()) {
        assertEquals(Optional.of("Bearer given"), received.header("Authorization"));
      }
    }
  }

  @Nested
  class TheClientsKey {

    private final Cli keyless =
        Cli.plain().with("--allow-http", "--base-url", ROUTER.router().baseUrl().toString());

    @Test
    void isTheOneInTheDirectory() throws IOException {
      cli.chat("Hi");

      assertEquals(
          Files.readString(Golden.path("client/public_key.pem")),
          router.lastRequest().publicKeyPem());
    }

    @Test
    void isMadeAndSavedWhereThereIsNone() throws IOException {
      Path keys = directory.resolve("keys");

      Cli.assertSuccess("echo: Hi\n", keyless.chat("Hi", "--key-dir", keys.toString()));

      assertEquals(
          Files.readString(keys.resolve("public_key.pem")), router.lastRequest().publicKeyPem());
      assertTrue(Files.exists(keys.resolve("private_key.pem")));
    }

    @Test
    void mayHaveAPassword() {
      assertOpenedWith(Golden.path("client-password/password.txt").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void mayHaveAPasswordWithAFinalLineEnd(String lineEnd) throws IOException {
      String password = Files.readString(Golden.path("client-password/password.txt"));

      assertOpenedWith(file("password.txt", password + lineEnd));
    }

    private void assertOpenedWith(String passwordFile) {
      String keys = Golden.path("client-password").toString();
      Cli.assertSuccess(
          "echo: Hi\n", keyless.chat("Hi", "--key-dir", keys, "--password-file", passwordFile));
    }
  }
}
