// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class AnswerTextsTest {

  @Test
  void textsThatCannotAllBeRead_areErased() {
    List<byte[]> contents = new ArrayList<>();
    SecretMemory memory =
        sizeBytes -> {
          contents.add(new byte[sizeBytes]);
          return SecretBytes.owning(contents.get(0));
        };
    byte[] json = "[\"canary\",\"?\"]".getBytes(UTF_8);
    json[11] = (byte) 0xff;
    List<OptionalInt> starts = List.of(OptionalInt.of(2), OptionalInt.of(11));
    assertThrows(
        MalformedPackageException.class,
        () -> AnswerTexts.of(ByteBuffer.wrap(json), starts, memory));
    assertArrayEquals(new byte[2 * "canary?".length()], contents.get(0));
  }
}
