package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import java.util.Arrays;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** AES in CBC mode with PKCS#7's padding. */
final class PaddedCbc {

  private PaddedCbc() {}

  static byte[] encrypt(SecretBytes key, Bytes iv, byte[] plain) throws InvalidCipherTextException {
    return run(true, key, iv, plain);
  }

  /** The plaintext, which the caller erases. */
  static byte[] decrypt(SecretBytes key, Bytes iv, byte[] encrypted)
      throws InvalidCipherTextException {
    return run(false, key, iv, encrypted);
  }

  private static byte[] run(boolean encrypt, SecretBytes key, Bytes iv, byte[] input)
      throws InvalidCipherTextException {
    BufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(AESEngine.newInstance()));
    byte[] output = new byte[input.length + 2 * cipher.getBlockSize()];
    try (LentKey lent = new LentKey(key)) {
      cipher.init(encrypt, new ParametersWithIV(lent.parameter(), iv.toArray()));
      int size = cipher.processBytes(input, 0, input.length, output, 0);
      size += cipher.doFinal(output, size);
      return Arrays.copyOf(output, size);
    } finally {
      Arrays.fill(output, (byte) 0);
    }
  }
}
