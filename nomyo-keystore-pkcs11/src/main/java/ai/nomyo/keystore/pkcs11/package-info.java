/** The key store port on PKCS#11 tokens, whose private keys never leave. */
@NullMarked
package ai.nomyo.keystore.pkcs11;

import org.jspecify.annotations.NullMarked;
