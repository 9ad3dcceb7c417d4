package ai.nomyo.bench;

import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;

/**
 * The primitives of a backend alone, each called the fastest way known for its provider: on buffers
 * and cipher objects that are made once, without erasing anything. What this library adds is
 * measured against it. For one thread.
 */
interface Yardstick {

  /** AES-256-GCM over the plaintext. */
  Object encrypt() throws GeneralSecurityException;

  /** AES-256-GCM over the ciphertext and its tag. */
  Object decrypt() throws GeneralSecurityException;

  /** RSA-OAEP of 32 bytes for a key of 4096 bits. */
  byte[] wrap() throws GeneralSecurityException;

  /** The same back. */
  byte[] unwrap() throws GeneralSecurityException;

  /** The one of a backend, with a fresh key of 4096 bits. */
  static Yardstick of(String backend, byte[] plaintext) throws GeneralSecurityException {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(4096);
    KeyPair keys = generator.generateKeyPair();
    return backend.equals("bc")
        ? new BcYardstick(plaintext, keys)
        : JcaYardstick.of(backend, plaintext, keys);
  }
}
