// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.client.Nomyo;
import ai.nomyo.core.pem.MalformedPemException;
import ai.nomyo.core.pem.Pem;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.PackageSealer;
import ai.nomyo.core.wire.PayloadLimit;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import ai.nomyo.memory.locked.LockedMemory;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nomyo envelope seal}: prints the package of a JSON object. */
@Command(name = "seal", description = "Seal a JSON object for the holder of a key.")
final class EnvelopeSealCommand implements Callable<Integer> {

  private static final String RECIPIENT = "--recipient";

  /** "Smallest key accepted: 2048 bits" (docs/protocol.md, section 6). */
  private static final int SMALLEST_KEY_BITS = 2048;

  /** "api_key, base_url and security_tier are never part of the encrypted JSON" (section 2). */
  private static final List<String> NEVER_ENCRYPTED =
      List.of("api_key", "base_url", "security_tier");

  private final Shell shell;

  @Option(
      names = RECIPIENT,
      required = true,
      paramLabel = "PUBLIC_PEM",
      description = "File with the RSA public key to seal for.")
  private Path recipient;

  @Parameters(paramLabel = "FILE", description = "The JSON object; - is standard input.")
  private String file;

  @Mixin private BackendOption backend;

  EnvelopeSealCommand(Shell shell) {
    this.shell = shell;
  }

  @Override
  public Integer call() throws IOException {
    JsonObject message = message();
    PayloadLimit.check(message);
    HybridCipher cipher = backend.cipher();
    try (SecretMemory memory = LockedMemory.create()) {
      PackageSealer sealer = new PackageSealer(cipher, memory, new JsonCodec());
      sealer.seal(message, recipientKey(cipher)).writeTo(shell.out());
    } catch (CipherException refused) {
      throw new BackendUnavailableException("the backend cannot seal with this key", refused);
    }
    shell.print("");
    return ExitCode.OK;
  }

  private JsonObject message() {
    JsonValue value = Nomyo.json().read(InputFiles.text("FILE", file, shell));
    JsonObject message =
        value
            .asObject()
            .filter(object -> !object.members().isEmpty())
            .orElseThrow(
                () -> new InvalidInputException("FILE", value.toString(), "a JSON object, not {}"));
    NEVER_ENCRYPTED.forEach(name -> checkAbsent(name, message));
    return message;
  }

  private static void checkAbsent(String name, JsonObject message) {
    if (message.get(name).isPresent()) {
      throw new InvalidInputException(
          name, "as a part of FILE", "as an option of chat only: it never enters a package");
    }
  }

  private SealingKey recipientKey(HybridCipher cipher) {
    String pem = InputFiles.publicKey(RECIPIENT, recipient);
    try {
      return strong(cipher.keys().readPublic(Pem.readPublicKey(pem)));
    } catch (MalformedPemException | CipherException unusable) {
      throw new KeyFileException(RECIPIENT + ": is no RSA public key in PEM", unusable);
    }
  }

  private static SealingKey strong(SealingKey key) {
    if (key.sizeBits() < SMALLEST_KEY_BITS) {
      throw new SecurityViolationException(
          RECIPIENT
              + ": the key has "
              + key.sizeBits()
              + " bits, at least "
              + SMALLEST_KEY_BITS
              + " are needed",
          null);
    }
    return key;
  }
}
