// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.pkcs8.Cbc;
import ai.nomyo.core.pkcs8.CbcCipher;
import java.util.Arrays;
import org.bouncycastle.crypto.BlockCipher;
import org.bouncycastle.crypto.BufferedBlockCipher;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.DESedeEngine;
import org.bouncycastle.crypto.modes.CBCBlockCipher;
import org.bouncycastle.crypto.paddings.PaddedBufferedBlockCipher;
import org.bouncycastle.crypto.params.ParametersWithIV;

/** CBC mode with PKCS#7's padding. */
final class PaddedCbc {

  private PaddedCbc() {}

  static byte[] encrypt(SecretBytes key, Cbc cbc, byte[] plain) throws InvalidCipherTextException {
    return run(true, key, cbc, plain);
  }

  /** The plaintext, which the caller erases. */
  static byte[] decrypt(SecretBytes key, Cbc cbc, byte[] encrypted)
      throws InvalidCipherTextException {
    return run(false, key, cbc, encrypted);
  }

  private static byte[] run(boolean encrypt, SecretBytes key, Cbc cbc, byte[] input)
      throws InvalidCipherTextException {
    BufferedBlockCipher cipher =
        new PaddedBufferedBlockCipher(CBCBlockCipher.newInstance(engine(cbc.cipher())));
    byte[] output = new byte[input.length + 2 * cipher.getBlockSize()];
    try (LentKey lent = new LentKey(key)) {
      cipher.init(encrypt, new ParametersWithIV(lent.parameter(), cbc.iv().toArray()));
      int size = cipher.processBytes(input, 0, input.length, output, 0);
      size += cipher.doFinal(output, size);
      return Arrays.copyOf(output, size);
    } finally {
      Arrays.fill(output, (byte) 0);
    }
  }

  private static BlockCipher engine(CbcCipher cipher) {
    return cipher == CbcCipher.TRIPLE_DES ? new DESedeEngine() : AESEngine.newInstance();
  }
}
