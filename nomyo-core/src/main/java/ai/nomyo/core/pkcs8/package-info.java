/**
 * How a private key is protected by a password: reads and writes the DER around what is encrypted,
 * and encrypts nothing itself.
 *
 * <p>Start at {@link ai.nomyo.core.pkcs8.Pbes2}.
 */
@NullMarked
package ai.nomyo.core.pkcs8;

import org.jspecify.annotations.NullMarked;
