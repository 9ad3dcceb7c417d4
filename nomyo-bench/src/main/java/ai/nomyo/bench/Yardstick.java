// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.bench;

import java.security.GeneralSecurityException;

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

  /** The one of a backend. */
  static Yardstick of(String backend, byte[] plaintext) throws GeneralSecurityException {
    TestPair keys = TestPair.read();
    return backend.equals("bc")
        ? new BcYardstick(plaintext, keys)
        : JcaYardstick.of(backend, plaintext, keys);
  }
}
