package ai.nomyo.crypto.bc;

import ai.nomyo.core.bytes.Bytes;
import java.security.SecureRandom;
import org.bouncycastle.crypto.InvalidCipherTextException;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.encodings.OAEPEncoding;
import org.bouncycastle.crypto.engines.RSABlindedEngine;
import org.bouncycastle.crypto.params.ParametersWithRandom;
import org.bouncycastle.crypto.params.RSAKeyParameters;

/** RSA-OAEP with SHA-256, MGF1 with SHA-256 and an empty label; private operations are blinded. */
final class OaepKeyWrap {

  private final SecureRandom random;

  OaepKeyWrap(SecureRandom random) {
    this.random = random;
  }

  Bytes wrap(byte[] key, RSAKeyParameters recipient) throws InvalidCipherTextException {
    return Bytes.copyOf(oaep(true, recipient).processBlock(key, 0, key.length));
  }

  /** The wrapped bytes, however many; the caller erases them. */
  byte[] unwrap(Bytes wrapped, RSAKeyParameters key) throws InvalidCipherTextException {
    return oaep(false, key).processBlock(wrapped.toArray(), 0, wrapped.size());
  }

  private OAEPEncoding oaep(boolean wrap, RSAKeyParameters key) {
    OAEPEncoding oaep =
        new OAEPEncoding(
            new RSABlindedEngine(), new SHA256Digest(), new SHA256Digest(), new byte[0]);
    oaep.init(wrap, new ParametersWithRandom(key, random));
    return oaep;
  }
}
