/**
 * The DER around a private key: how it is protected by a password, and how it stood before PKCS#8.
 * Encrypts nothing itself.
 *
 * <p>Start at {@link ai.nomyo.core.pkcs8.Pbes2}.
 */
@NullMarked
package ai.nomyo.core.pkcs8;

import org.jspecify.annotations.NullMarked;
