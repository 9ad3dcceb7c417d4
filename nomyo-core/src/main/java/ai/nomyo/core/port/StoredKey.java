// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

/**
 * A key pair as a store gives it out: either text to be read, or a key that stays where it is.
 * Closing it erases what it holds of the private half.
 */
public sealed interface StoredKey extends AutoCloseable permits PemKeyPair, TokenKey {

  @Override
  void close();
}
