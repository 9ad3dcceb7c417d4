// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** 2: what is refused here, with the one line that goes with each cause. Nothing is sent. */
class ExitCodeOfInputTest extends ExitCodeFixture {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        PROMPT,
        "chat",
        "chat --lines " + PROMPT,
        "chat --lines --request -",
        "chat --request - " + PROMPT,
        "chat more " + PROMPT,
        "chat --unknown " + PROMPT,
        "chat --api-key " + API_KEY,
        "chat --api-key=" + API_KEY,
        "chat -" + PROMPT,
        "chat " + PROMPT + " --model",
        "chat " + PROMPT + " --model a --model b",
        "chat " + PROMPT + " --temperature x" + PROMPT,
        "chat " + PROMPT + " --max-tokens 1.5",
        "chat " + PROMPT + " --max-tokens 99999999999",
        "chat " + PROMPT + " --max-retries -1",
        "chat " + PROMPT + " --max-retries many",
        "chat " + PROMPT + " --attempt-timeout " + PROMPT,
        "chat " + PROMPT + " --connect-timeout -1s",
        "chat --json=" + PROMPT,
        "envelope",
        "envelope " + PROMPT,
        "envelope open",
        "envelope open file",
        "envelope open --key-dir",
        "envelope seal file",
        "envelope seal --recipient key.pem",
        "router --port x",
        "router --port -1",
        "router --port 65536",
        "router " + PROMPT,
        "demo " + PROMPT,
      })
  void usage(String commandLine) {
    String[] arguments = commandLine.isEmpty() ? new String[0] : commandLine.split(" ");

    assertFailure(2, "\\w+Exception", Cli.plain().run(arguments));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--temperature=3",
        "--temperature=-0.1",
        "--temperature=NaN",
        "--temperature=Infinity",
        "--max-tokens=0",
        "--security-tier=medium",
        "--security-tier=HIGH",
        "--security-tier=",
        "--model=",
      })
  void anInvalidRequest(String option) {
    assertNothingWasSent(cli.chat(PROMPT, option));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no json",
        "{",
        "[]",
        "\"text\"",
        "{}",
        "{\"model\":\"m\"}",
        "{\"model\":\"m\",\"messages\":[]}",
        "{\"model\":\"m\",\"messages\":\"" + PROMPT + "\"}",
        "{\"model\":\"\",\"messages\":[{\"role\":\"user\",\"content\":\"" + PROMPT + "\"}]}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}],\"temperature\":\"" + PROMPT + "\"}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}],\"security_tier\":\"medium\"}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}],\"base_url\":\"nowhere\"}",
        "{\"messages\":[{\"role\":\"user\",\"content\":\"\"}],\"api_key\":7}",
        "{\"model\":\"m\",\"model\":\"m\",\"messages\":[]}",
      })
  void aRequestFile(String json) throws IOException {
    Cli withoutUrl = Cli.plain().withGoldenKey().with("--allow-http");

    assertNothingWasSent(withoutUrl.chat("--request", file("request.json", json)));
    assertNothingWasSent(
        cli.in(json.replace("nowhere\"", "\",\"temperature\":9")).chat("--request=-"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"messages\":[]}", "{\"messages\":\"" + PROMPT + "\"}"})
  void aRequestFileWithoutMessagesWhateverTheOptions(String json) {
    assertNothingWasSent(cli.in(json).chat("--request=-", "--system=Be brief."));
  }

  @Test
  void aRequestFileThatCannotBeRead() {
    assertNothingWasSent(cli.chat("--request", directory.toString()));
    assertNothingWasSent(cli.chat("--request", directory.resolve("absent").toString()));
    assertNothingWasSent(cli.chat("--request", "{\"messages\":\"" + PROMPT + "\"}"));
    assertNothingWasSent(cli.chat("--request", "nul\0"));
  }

  @Test
  void aRequestFileThatIsNotUtf8() {
    assertNothingWasSent(cli.in(new byte[] {'"', (byte) 0xff, '"'}).chat("--request=-"));
  }

  @Test
  void aRequestOver10MiBWithBothSizesNamed() {
    String large = "x".repeat(10 * 1024 * 1024);
    String request = "{\"messages\":[{\"role\":\"user\",\"content\":\"" + large + "\"}]}";

    Cli.Result result = cli.in(request).chat("--request=-", "--model=m");

    assertNothingWasSent(result);
    int size = request.length() + ",\"model\":\"m\"".length();
    assertTrue(result.err().contains(size + " bytes"), result.err());
    assertTrue(result.err().contains("10485760 bytes"), result.err());
  }

  @Test
  void anApiKeyFileThatIsNone() throws IOException {
    assertNothingWasSent(cli.chat(PROMPT, "--api-key-file", file("key.txt", "")));
    assertNothingWasSent(cli.chat(PROMPT, "--api-key-file", file("key.txt", "a b")));
    assertNothingWasSent(cli.chat(PROMPT, "--api-key-file", file("key.txt", "schlüssel")));
    assertNothingWasSent(cli.chat(PROMPT, "--api-key-file", directory.toString()));
    assertNothingWasSent(cli.chat(PROMPT, "--api-key-file", API_KEY));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "nowhere", "ftp://127.0.0.1", "https://", "https://u:p@h", "https://h?q"})
  void aMalformedUrl(String url) {
    Cli withoutUrl = Cli.plain().withGoldenKey().with("--allow-http");

    assertNothingWasSent(withoutUrl.chat(PROMPT, "--base-url", url));
  }

  @ParameterizedTest
  @ValueSource(strings = {"openssl", "JDK", ""})
  void anUnknownBackend(String name) {
    assertFailure(2, "BackendUnavailableException", cli.chat(PROMPT, "--backend", name));
    assertFailure(2, "BackendUnavailableException", Cli.plain().run("demo", "--backend", name));
    assertEquals(0, router.keyFetches());
  }

  @Test
  void aFileOfAuthoritiesThatIsNone() throws IOException {
    assertNothingWasSent(cli.chat(PROMPT, "--ca-file", file("ca.pem", "no certificate")));
    assertNothingWasSent(cli.chat(PROMPT, "--ca-file", directory.resolve("absent").toString()));
  }

  @Test
  void oneOfTwoThatBelongTogether() throws IOException {
    String some = file("some.pem", "some");
    assertNothingWasSent(cli.chat(PROMPT, "--client-cert", some));
    assertNothingWasSent(cli.chat(PROMPT, "--client-key", some));
    assertNothingWasSent(cli.chat(PROMPT, "--client-cert", some, "--client-key", some));
    assertNothingWasSent(cli.chat(PROMPT, "--proxy-user", "me"));
    assertNothingWasSent(cli.chat(PROMPT, "--proxy-password-file", some));
    assertNothingWasSent(cli.chat(PROMPT, "--proxy-user", "me", "--proxy-password-file", some));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "nowhere", "https://h:1", "no url", "http://u:p@h:1"})
  void aProxyThatIsNone(String proxy) {
    assertNothingWasSent(cli.chat(PROMPT, "--proxy", proxy));
  }

  @Test
  void aTlsPinThatIsNone() {
    assertNothingWasSent(cli.chat(PROMPT, "--tls-pin", "00"));
  }

  @Test
  void aPasswordWithoutAKey() throws IOException {
    Cli keyless = Cli.plain().with("--base-url", "https://router.invalid");

    assertNothingWasSent(keyless.chat(PROMPT, "--password-file", file("p.txt", "correct horse")));
  }

  private void assertNothingWasSent(Cli.Result result) {
    assertFailure(2, "InvalidInputException", result);
    assertEquals(0, router.keyFetches());
    assertEquals(0, router.chatCalls());
  }
}
