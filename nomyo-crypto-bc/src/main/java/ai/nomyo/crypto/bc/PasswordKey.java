// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pkcs8.KeyDerivation;
import ai.nomyo.core.pkcs8.Pbkdf2;
import ai.nomyo.core.pkcs8.Prf;
import ai.nomyo.core.pkcs8.Scrypt;
import ai.nomyo.core.port.CipherException;
import ai.nomyo.core.port.SecretMemory;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetEncoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.bouncycastle.crypto.Digest;
import org.bouncycastle.crypto.digests.SHA1Digest;
import org.bouncycastle.crypto.digests.SHA224Digest;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.digests.SHA384Digest;
import org.bouncycastle.crypto.digests.SHA512Digest;
import org.bouncycastle.crypto.digests.SHA512tDigest;
import org.bouncycastle.crypto.generators.PKCS5S2ParametersGenerator;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.KeyParameter;

/** Makes a key of a password. */
final class PasswordKey {

  private PasswordKey() {}

  /**
   * Makes a key.
   *
   * @param password stands for its UTF-8 bytes
   * @param memory where the result goes
   * @return the caller closes it
   * @throws CipherException if the derivation is not supported or asks for too much
   */
  static SecretBytes derive(
      KeyDerivation derivation, int keyBytes, char[] password, SecretMemory memory)
      throws CipherException {
    byte[] utf8 = utf8(password);
    try {
      if (derivation instanceof Pbkdf2 pbkdf2) {
        return memory.take(pbkdf2(pbkdf2, keyBytes, utf8));
      }
      if (derivation instanceof Scrypt scrypt) {
        return memory.take(scrypt(scrypt, keyBytes, utf8));
      }
      throw derivation.unsupported();
    } finally {
      Arrays.fill(utf8, (byte) 0);
    }
  }

  /** An encoder that makes more room on its way leaves behind what it wrote so far. */
  static byte[] utf8(char[] password) {
    CharsetEncoder encoder =
        StandardCharsets.UTF_8.newEncoder().onMalformedInput(CodingErrorAction.REPLACE);
    byte[] room = new byte[(int) (encoder.maxBytesPerChar() * password.length)];
    ByteBuffer utf8 = ByteBuffer.wrap(room);
    try {
      encoder.encode(CharBuffer.wrap(password), utf8, true);
      return Arrays.copyOf(room, utf8.position());
    } finally {
      Arrays.fill(room, (byte) 0);
    }
  }

  private static byte[] pbkdf2(Pbkdf2 pbkdf2, int keyBytes, byte[] password)
      throws CipherException {
    PKCS5S2ParametersGenerator generator = new PKCS5S2ParametersGenerator(digest(pbkdf2.prf()));
    generator.init(password, pbkdf2.salt().toArray(), pbkdf2.iterations());
    return ((KeyParameter) generator.generateDerivedParameters(keyBytes * Byte.SIZE)).getKey();
  }

  private static Digest digest(Prf prf) {
    return switch (prf) {
      case SHA_1 -> new SHA1Digest();
      case SHA_224 -> new SHA224Digest();
      case SHA_256 -> new SHA256Digest();
      case SHA_384 -> new SHA384Digest();
      case SHA_512 -> new SHA512Digest();
      case SHA_512_224 -> new SHA512tDigest(224);
      case SHA_512_256 -> new SHA512tDigest(256);
    };
  }

  /** Its numbers fit into an int: what is affordable is far smaller. */
  private static byte[] scrypt(Scrypt scrypt, int keyBytes, byte[] password)
      throws CipherException {
    scrypt.requireAffordable();
    return SCrypt.generate(
        password,
        scrypt.salt().toArray(),
        (int) scrypt.cost(),
        (int) scrypt.blockSize(),
        (int) scrypt.parallelization(),
        keyBytes);
  }
}
