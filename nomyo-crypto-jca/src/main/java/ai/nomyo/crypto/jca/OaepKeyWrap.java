// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import ai.nomyo.core.bytes.Bytes;
import ai.nomyo.core.bytes.SecretBytes;
import ai.nomyo.core.port.SecretMemory;
import java.security.GeneralSecurityException;
import java.security.Key;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.SecureRandom;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.SecretKey;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/** RSA-OAEP with SHA-256, MGF1 with SHA-256 and an empty label. */
final class OaepKeyWrap {

  private static final String TRANSFORMATION = "RSA/ECB/OAEPPadding";

  /** Without it, the transformation's name alone means MGF1 with SHA-1. */
  private static final OAEPParameterSpec SHA_256 =
      new OAEPParameterSpec(
          "SHA-256", "MGF1", MGF1ParameterSpec.SHA256, PSource.PSpecified.DEFAULT);

  private final Provider provider;
  private final SecureRandom random;
  private final Unwrapping unwrapping;

  OaepKeyWrap(JcaProviders providers, SecureRandom random, Unwrapping unwrapping) {
    this.provider =
        providers.require(
            "Cipher " + TRANSFORMATION, offer -> Cipher.getInstance(TRANSFORMATION, offer));
    this.random = random;
    this.unwrapping = unwrapping;
  }

  Provider provider() {
    return provider;
  }

  Bytes wrap(SecretKey key, PublicKey recipient) throws GeneralSecurityException {
    return Bytes.copyOf(ProviderCall.checked(() -> cipher(Cipher.WRAP_MODE, recipient).wrap(key)));
  }

  /** The wrapped bytes, however many; the caller closes them. */
  SecretBytes unwrap(Bytes wrapped, PrivateKey key, SecretMemory memory)
      throws GeneralSecurityException {
    return memory.take(
        ProviderCall.checked(
            () ->
                unwrapping == Unwrapping.AS_BYTES
                    ? cipher(Cipher.DECRYPT_MODE, key).doFinal(wrapped.toArray())
                    : unwrappedAsKey(wrapped, key)));
  }

  private byte[] unwrappedAsKey(Bytes wrapped, PrivateKey key) throws GeneralSecurityException {
    Key unwrapped =
        cipher(Cipher.UNWRAP_MODE, key).unwrap(wrapped.toArray(), "AES", Cipher.SECRET_KEY);
    try {
      return unwrapped.getEncoded();
    } finally {
      Destruction.attempt((SecretKey) unwrapped);
    }
  }

  private Cipher cipher(int mode, Key key) throws GeneralSecurityException {
    Cipher cipher = Cipher.getInstance(TRANSFORMATION, provider);
    cipher.init(mode, key, SHA_256, random);
    return cipher;
  }
}
