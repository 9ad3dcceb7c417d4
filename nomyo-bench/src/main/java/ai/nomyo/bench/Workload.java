package ai.nomyo.bench;

import ai.nomyo.client.Backends;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.HybridCipher;
import ai.nomyo.core.port.OpeningKey;
import ai.nomyo.core.port.SealingKey;
import ai.nomyo.core.port.SecretMemory;
import ai.nomyo.core.wire.JsonCodec;
import ai.nomyo.core.wire.PackageOpener;
import ai.nomyo.core.wire.PackageSealer;
import ai.nomyo.json.JsonObject;
import ai.nomyo.memory.locked.LockedMemory;
import ai.nomyo.report.BackendReport;
import ai.nomyo.report.MemoryProtection;
import ai.nomyo.report.SecurityReport;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** A backend, a key of 4096 bits, and a chat of a given size, plain and sealed. */
@State(Scope.Benchmark)
public class Workload {

  /** The backend's name. */
  @Param({"jdk", "bc"})
  public String backend = "jdk";

  /** Characters of ASCII text in the prompt. */
  @Param({"1000", "100000", "9000000"})
  public int textChars = 1000;

  /** Whether secrets are held in locked pages, or in whatever is fastest. */
  @Param("true")
  public boolean secureMemory = true;

  /** Is added to each answer; the one of a client would be made anew. */
  static final SecurityReport REPORT =
      new SecurityReport(
          Optional.empty(),
          "",
          Optional.empty(),
          new BackendReport("", "", "", "", Map.of(), "", ""),
          Map.of(),
          Optional.empty(),
          Optional.empty(),
          List.of(),
          Duration.ZERO,
          new MemoryProtection("", 0, 0, 0, 0, List.of(), List.of()),
          List.of());

  private SecretMemory memory;
  PackageSealer sealer;
  PackageOpener opener;
  OpeningKey key;
  SealingKey recipient;
  JsonObject message;
  byte[] sealed;

  /** Makes the key and seals the message once. */
  @Setup(Level.Trial)
  public void prepare() throws CipherException, IOException {
    HybridCipher cipher = Backends.named(backend).cipher();
    JsonCodec json = new JsonCodec();
    memory = secureMemory ? LockedMemory.create() : SecretMemory.onHeap();
    sealer = new PackageSealer(cipher, memory, json);
    opener = new PackageOpener(cipher, memory, json);
    key = cipher.keys().generate(4096);
    recipient = cipher.keys().readPublic(key.spki());
    String text = "the quick brown fox ".repeat(textChars / 20 + 1).substring(0, textChars);
    message =
        JsonObject.of(
            Map.of("model", "m", "messages", List.of(Map.of("role", "user", "content", text))));
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sealer.seal(message, recipient).writeTo(bytes);
    sealed = bytes.toByteArray();
  }

  /** Erases the key and gives the memory back. */
  @TearDown(Level.Trial)
  public void finish() {
    key.close();
    memory.close();
  }
}
