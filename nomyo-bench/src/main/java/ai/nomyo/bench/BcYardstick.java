// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import java.io.IOException;
import java.security.GeneralSecurityException;
import org.bouncycastle.crypto.AsymmetricBlockCipher;
import org.bouncycastle.crypto.CipherParameters;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.engines.AESEngine;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.modes.GCMBlockCipher;
import org.bouncycastle.crypto.modes.GCMModeCipher;
import org.bouncycastle.crypto.params.AEADParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.bouncycastle.crypto.util.PrivateKeyFactory;
import org.bouncycastle.crypto.util.PublicKeyFactory;

/** The primitives of Bouncy Castle's lightweight API. */
final class BcYardstick implements Yardstick {

  private static final int TAG_BYTES = 16;

  private final GCMModeCipher gcm = GCMBlockCipher.newInstance(AESEngine.newInstance());
  private final AsymmetricBlockCipher wrapping;
  private final AsymmetricBlockCipher unwrapping;
  private final byte[] aesKey = new byte[32];
  private final byte[] nonce = new byte[12];
  private final byte[] plaintext;
  private final byte[] ciphertext;
  private final byte[] encrypted;
  private final byte[] decrypted;
  private final AEADParameters sealedWith;
  private final byte[] wrapped;

  BcYardstick(byte[] plaintext, TestPair keys) throws GeneralSecurityException {
    this.plaintext = plaintext;
    this.ciphertext = new byte[plaintext.length + TAG_BYTES];
    this.encrypted = new byte[plaintext.length + TAG_BYTES];
    this.decrypted = new byte[plaintext.length];
    try {
      wrapping = oaep(true, PublicKeyFactory.createKey(keys.spki()));
      unwrapping = oaep(false, PrivateKeyFactory.createKey(keys.pkcs8()));
    } catch (IOException unreadable) {
      throw new GeneralSecurityException(unreadable);
    }
    wrapped = wrap();
    sealedWith = freshNonce();
    gcm.init(true, sealedWith);
    run(plaintext, ciphertext);
  }

  private static AsymmetricBlockCipher oaep(boolean forward, CipherParameters key) {
    OAEPEncoding oaep =
        new OAEPEncoding(
            new RSABlindedEngine(), new SHA256Digest(), new SHA256Digest(), new byte[0]);
    oaep.init(forward, key);
    return oaep;
  }

  /** A counter: the engine refuses the same nonce twice. */
  private AEADParameters freshNonce() {
    for (int at = nonce.length - 1; ++nonce[at] == 0; at--) {
      // carried over
    }
    return new AEADParameters(new KeyParameter(aesKey), TAG_BYTES * Byte.SIZE, nonce.clone());
  }

  private Object run(byte[] source, byte[] target) throws GeneralSecurityException {
    int size = gcm.processBytes(source, 0, source.length, target, 0);
    try {
      return size + gcm.doFinal(target, size);
    } catch (InvalidCipherTextException refused) {
      throw new GeneralSecurityException(refused);
    }
  }

  @Override
  public Object encrypt() throws GeneralSecurityException {
    gcm.init(true, freshNonce());
    return run(plaintext, encrypted);
  }

  @Override
  public Object decrypt() throws GeneralSecurityException {
    gcm.init(false, sealedWith);
    return run(ciphertext, decrypted);
  }

  @Override
  public byte[] wrap() throws GeneralSecurityException {
    return oaep(wrapping, aesKey);
  }

  @Override
  public byte[] unwrap() throws GeneralSecurityException {
    return oaep(unwrapping, wrapped);
  }

  private static byte[] oaep(AsymmetricBlockCipher cipher, byte[] input)
      throws GeneralSecurityException {
    try {
      return cipher.processBlock(input, 0, input.length);
    } catch (InvalidCipherTextException refused) {
      throw new GeneralSecurityException(refused);
    }
  }
}
