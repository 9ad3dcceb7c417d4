// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import ai.nomyo.client.Backends;
import ai.nomyo.core.bytes.SecretBytes;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** This library on a backend, with a key of 4096 bits, a request, and an answer sealed for it. */
@State(Scope.Benchmark)
public class Workload {

  /** The backend's name. */
  @Param({"jdk", "conscrypt", "accp", "bc"})
  public String backend = "jdk";

  /** UTF-8 bytes of the text in JSON. */
  @Param({"1000", "10000", "100000", "1000000", "9000000"})
  public int payloadBytes = 1000;

  /** The kind of text. */
  @Param({"ascii", "unicode", "code"})
  public String text = "ascii";

  /** Whether secrets are held in locked pages, or in whatever is fastest. */
  @Param({"true", "false"})
  public boolean secureMemory = true;

  private SecretMemory memory;
  private OpeningKey key;
  private SealingKey recipient;
  private PackageSealer sealer;
  private PackageOpener opener;
  private JsonObject message;
  private byte[] sealedAnswer;

  /** Reads the key and seals the answer once. */
  @Setup(Level.Trial)
  public void prepare() throws CipherException, IOException {
    prepareToSeal();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    sealer.seal(new Chat(text, payloadBytes).answer(), recipient).writeTo(bytes);
    sealedAnswer = bytes.toByteArray();
  }

  /** All but the answer: nothing of that size has been sealed then. */
  final void prepareToSeal() throws CipherException {
    HybridCipher cipher = Backends.named(backend).cipher();
    JsonCodec json = new JsonCodec();
    memory = secureMemory ? LockedMemory.create() : SecretMemory.onHeap();
    sealer = new PackageSealer(cipher, memory, json);
    opener = new PackageOpener(cipher, memory, json);
    try (SecretBytes pkcs8 = TestPair.read().secret()) {
      key = cipher.keys().readPrivate(pkcs8);
    }
    recipient = cipher.keys().readPublic(key.spki());
    message = new Chat(text, payloadBytes).request().json();
  }

  /** Erases the key and gives the memory back. */
  @TearDown(Level.Trial)
  public void finish() {
    key.close();
    memory.close();
  }

  PackageSealer sealer() {
    return sealer;
  }

  PackageOpener opener() {
    return opener;
  }

  OpeningKey key() {
    return key;
  }

  SealingKey recipient() {
    return recipient;
  }

  JsonObject message() {
    return message;
  }

  byte[] sealedAnswer() {
    return sealedAnswer;
  }
}
