package ai.nomyo.core.port;

import ai.nomyo.core.bytes.Bytes;

/** A public RSA key to seal for, in the form of the cipher that read it. Immutable. */
public interface SealingKey {

  /** The length of the modulus in bits. */
  int sizeBits();

  /** The key as a {@code SubjectPublicKeyInfo} in DER (RFC 5280). */
  Bytes spki();
}
