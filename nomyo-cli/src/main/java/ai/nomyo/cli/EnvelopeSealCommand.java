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
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.json.JsonObject;
import ai.nomyo.json.JsonValue;
import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nomyo envelope seal}: prints the package of a JSON object. */
@Command(name = "seal", description = "Seal a JSON object for the holder of a key.")
final class EnvelopeSealCommand implements Callable<Integer> {

  private static final int SMALLEST_KEY_BITS = 2048;

  private final Shell shell;

  @Option(
      names = "--recipient",
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
  public Integer call() throws CipherException, IOException {
    JsonObject message = message();
    HybridCipher cipher = backend.cipher();
    PackageSealer sealer = new PackageSealer(cipher, SecretMemory.offHeap(), new JsonCodec());
    sealer.seal(message, recipientKey(cipher)).writeTo(shell.out());
    shell.out().println();
    return ExitCode.OK;
  }

  private JsonObject message() {
    JsonValue value = Nomyo.json().read(InputFiles.text(file, shell));
    return value
        .asObject()
        .filter(object -> !object.members().isEmpty())
        .orElseThrow(
            () ->
                new InvalidInputException("message", value.toString(), "a non-empty JSON object"));
  }

  private SealingKey recipientKey(HybridCipher cipher) {
    try {
      String pem = InputFiles.text(recipient.toString(), shell);
      SealingKey key = cipher.keys().readPublic(Pem.readPublicKey(pem));
      if (key.sizeBits() < SMALLEST_KEY_BITS) {
        throw new SecurityViolationException(
            recipient + ": the key has " + key.sizeBits() + " bits, at least 2048 are needed",
            null);
      }
      return key;
    } catch (MalformedPemException | CipherException unusable) {
      throw new KeyFileException(recipient + ": is no RSA public key in PEM", unusable);
    }
  }
}
