// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.machine.JdkKeyPair;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvelopeCommandTest {

  private static final Set<String> ADDED =
      Set.of("payload_id", "processed_at", "is_encrypted", "encryption_algorithm");

  @TempDir Path directory;

  private static Cli.Result open(String keys, Path file, String... more) {
    return run(Cli.plain(), "open", "--key-dir=" + Golden.path(keys), file.toString(), more);
  }

  private static Cli.Result seal(String recipient, Path file, String... more) {
    return run(Cli.plain(), "seal", "--recipient=" + Golden.path(recipient), file.toString(), more);
  }

  private static Cli.Result run(Cli cli, String verb, String option, String file, String... more) {
    return cli.run(
        Stream.concat(Stream.of("envelope", verb, option, file), Stream.of(more))
            .toArray(String[]::new));
  }

  private static void assertRefused(int exitCode, String exception, Cli.Result result) {
    assertEquals(exitCode, result.exitCode(), result.err());
    assertEquals("", result.out());
    assertTrue(result.err().matches(exception + ": [^\\n]+\\n"), result.err());
  }

  private Path file(String name, String content) throws IOException {
    return OwnerOnly.file(directory.resolve(name), content);
  }

  private static JsonObject withoutMetadata(JsonObject answer) {
    return answer.newBuilder().remove("_metadata").build();
  }

  private static JsonObject metadata(JsonObject answer) {
    return answer.getObject("_metadata").orElseThrow();
  }

  @Nested
  class Open {

    static Stream<String> good() throws IOException {
      return Golden.packages("responses/good");
    }

    @ParameterizedTest
    @MethodSource("good")
    void reproducesWhatTheReferenceClientRead(String name) throws IOException {
      JsonObject expected = Golden.json(Golden.path("responses/good/" + name + ".result.json"));
      String payloadId = metadata(expected).getString("payload_id").orElseThrow();
      Path reply = Golden.path("responses/good/" + name + ".package.json");

      for (String backend : List.of("jdk", "bc")) {
        Cli.Result result =
            open("client", reply, "--payload-id=" + payloadId, "--backend=" + backend);

        assertEquals(0, result.exitCode(), result.err());
        assertEquals("", result.err());
        assertEquals(expected, Golden.json(result.out()));
      }
    }

    static Stream<String> bad() throws IOException {
      return Golden.packages("responses/bad");
    }

    @ParameterizedTest
    @MethodSource("bad")
    void refusesWhatMustBeRefused(String name) {
      boolean noPackage = Set.of("empty", "not-json", "tag-missing", "base64-junk").contains(name);
      Path reply = Golden.path("responses/bad/" + name + ".package.json");

      for (String backend : List.of("jdk", "bc")) {
        assertRefused(
            noPackage ? 3 : 7,
            noPackage ? "InvalidResponseException" : "SecurityViolationException",
            open("client", reply, "--backend=" + backend));
      }
    }

    static Stream<String> requests() throws IOException {
      return Golden.packages("requests");
    }

    @ParameterizedTest
    @MethodSource("requests")
    void readsRequestsWithTheRoutersKey(String name) throws IOException {
      Cli.Result result = open("server", Golden.path("requests/" + name + ".package.json"));

      assertEquals(0, result.exitCode(), result.err());
      assertEquals(
          Golden.json(Golden.path("requests/" + name + ".plaintext.json")),
          withoutMetadata(Golden.json(result.out())));
      assertEquals(ADDED, metadata(Golden.json(result.out())).members().keySet());
    }

    @Test
    void addsFourMembersToTheMetadataAndNoOther() throws IOException {
      Path message = file("message.json", "{\"_metadata\":{\"other\":1}}");
      Path sealed = file("sealed.json", seal("client/public_key.pem", message).out());

      assertEquals(
          Golden.json(
              "{\"_metadata\":{\"other\":1,\"payload_id\":\"p\",\"processed_at\":null,"
                  + "\"is_encrypted\":true,\"encryption_algorithm\":\"hybrid-aes256-rsa4096\"}}"),
          Golden.json(open("client", sealed, "--payload-id=p").out()));
    }

    @Test
    void comparesThePayloadIdOnlyWhenOneWasGiven() throws IOException {
      Path message = file("message.json", "{\"_metadata\":{\"payload_id\":\"inner\"}}");
      Path sealed = file("sealed.json", seal("client/public_key.pem", message).out());

      assertRefused(
          7, "SecurityViolationException", open("client", sealed, "--payload-id=another"));
      assertEquals(0, open("client", sealed, "--payload-id=inner").exitCode());
      assertEquals(
          Optional.of("inner"),
          metadata(Golden.json(open("client", sealed).out())).getString("payload_id"));
    }

    @Test
    void readsStandardInput() throws IOException {
      Path reply = Golden.path("responses/good/minimal.package.json");
      Cli cli = Cli.plain().in(Files.readAllBytes(reply));

      Cli.Result result = run(cli, "open", "--key-dir=" + Golden.path("client"), "-");

      assertEquals(open("client", reply), result);
      assertEquals(0, result.exitCode());
    }

    @Test
    void usesAKeyWithAPassword() throws IOException {
      Path message = file("message.json", "{\"a\":\"😀\"}");
      Path sealed = file("sealed.json", seal("client-password/public_key.pem", message).out());
      String password = "--password-file=" + Golden.path("client-password/password.txt");

      Cli.Result result = open("client-password", sealed, password);

      assertEquals(Golden.json("{\"a\":\"😀\"}"), withoutMetadata(Golden.json(result.out())));
    }

    @Test
    void needsThePrivateHalfOnly() throws IOException {
      OwnerOnly.golden("client", directory);
      Files.delete(directory.resolve("public_key.pem"));
      String reply = Golden.path("responses/good/minimal.package.json").toString();

      assertEquals(0, run(Cli.plain(), "open", "--key-dir=" + directory, reply).exitCode());
    }

    @Test
    void readsAPairThatOthersMayRead_andWarns() throws IOException {
      OwnerOnly.golden("client", directory);
      OwnerOnly.mode(directory.resolve("private_key.pem"), "rw-r--r--");
      String reply = Golden.path("responses/good/minimal.package.json").toString();

      Cli.Result result = run(Cli.plain(), "open", "--key-dir=" + directory, reply);

      assertEquals(0, result.exitCode(), result.err());
      assertTrue(
          result.err().matches("warning: [^\\n]*private key is readable by [^\\n]*0644[^\\n]*\\n"),
          result.err());
    }

    @Test
    void neverMakesAKey() throws IOException {
      String reply = Golden.path("responses/good/minimal.package.json").toString();

      Cli.Result result = run(Cli.plain(), "open", "--key-dir=" + directory, reply);

      assertRefused(8, "KeyFileException", result);
      try (Stream<Path> files = Files.list(directory)) {
        assertEquals(0, files.count());
      }
    }

    @Test
    void refusesAnotherKey() {
      assertRefused(
          7,
          "SecurityViolationException",
          open("server", Golden.path("responses/good/minimal.package.json")));
    }

    @Test
    void refusesAFileThatIsNotThere() {
      assertRefused(2, "InvalidInputException", open("client", directory.resolve("absent")));
    }
  }

  @Nested
  class Seal {

    static Stream<String> messages() throws IOException {
      return Stream.concat(
          Golden.packages("requests").map(name -> "requests/" + name + ".plaintext.json"),
          Golden.packages("responses/good").map(name -> "responses/good/" + name + ".result.json"));
    }

    @ParameterizedTest
    @MethodSource("messages")
    void makesWhatOpenReadsWithTheOtherBackend(String name) throws IOException {
      Path message = Golden.path(name);
      for (List<String> backends : List.of(List.of("jdk", "bc"), List.of("bc", "jdk"))) {
        Cli.Result sealed = seal("client/public_key.pem", message, "--backend=" + backends.get(0));
        assertEquals(0, sealed.exitCode(), sealed.err());
        assertEquals("", sealed.err());

        Cli.Result opened =
            open("client", file("sealed.json", sealed.out()), "--backend=" + backends.get(1));

        assertEquals(
            withoutMetadata(Golden.json(message)), withoutMetadata(Golden.json(opened.out())));
      }
    }

    @Test
    void printsOnePackageOnOneLine() {
      String out =
          seal("server/public_key.pem", Golden.path("requests/minimal.plaintext.json")).out();

      assertEquals(1, out.lines().count());
      assertTrue(out.endsWith("}\n"));
      assertEquals(Optional.of("1.0"), Golden.json(out).getString("version"));
    }

    @Test
    void usesAFreshKeyAndNonceEachTime() {
      Path message = Golden.path("requests/minimal.plaintext.json");

      JsonObject one = Golden.json(seal("server/public_key.pem", message).out());
      JsonObject two = Golden.json(seal("server/public_key.pem", message).out());

      assertNotEquals(one.getString("encrypted_aes_key"), two.getString("encrypted_aes_key"));
      assertNotEquals(
          one.getObject("encrypted_payload").orElseThrow().getString("nonce"),
          two.getObject("encrypted_payload").orElseThrow().getString("nonce"));
    }

    @Test
    void readsStandardInput() throws IOException {
      Cli.Result sealed =
          run(
              Cli.plain().in("{\"a\":1}"),
              "seal",
              "--recipient=" + Golden.path("client/public_key.pem"),
              "-");

      Cli.Result opened = open("client", file("sealed.json", sealed.out()));
      assertEquals(Golden.json("{\"a\":1}"), withoutMetadata(Golden.json(opened.out())));
    }

    @ParameterizedTest
    @ValueSource(
        strings = {
          "",
          "no json",
          "[]",
          "{}",
          "{\"a\":1,\"a\":2}",
          "{\"api_key\":\"sk\"}",
          "{\"base_url\":null}",
          "{\"security_tier\":\"high\"}"
        })
    void refusesWhatIsNoMessage(String json) throws IOException {
      assertRefused(
          2, "InvalidInputException", seal("client/public_key.pem", file("message.json", json)));
    }

    @Test
    void refusesMoreThan10MiB() throws IOException {
      Path large = file("message.json", "{\"a\":\"" + "x".repeat(10 * 1024 * 1024) + "\"}");

      assertRefused(2, "InvalidInputException", seal("client/public_key.pem", large));
    }

    @Test
    void refusesAWeakRecipient() throws Exception {
      Path weak = file("key.pem", JdkKeyPair.rsa(1024).publicPem());

      assertRefused(7, "SecurityViolationException", sealFor(weak));
    }

    @Test
    void refusesARecipientThatIsNoRsaKey() throws Exception {
      Path ellipticCurve = file("key.pem", JdkKeyPair.ellipticCurve().publicPem());
      assertRefused(8, "KeyFileException", sealFor(ellipticCurve));
      assertRefused(8, "KeyFileException", sealFor(file("key.pem", "garbage")));
      assertRefused(8, "KeyFileException", sealFor(Golden.path("client/private_key.pem")));
      assertRefused(8, "KeyFileException", sealFor(directory.resolve("absent")));
      assertRefused(8, "KeyFileException", sealFor(directory));
    }

    private Cli.Result sealFor(Path recipient) {
      String message = Golden.path("requests/minimal.plaintext.json").toString();
      return run(Cli.plain(), "seal", "--recipient=" + recipient, message);
    }
  }
}
