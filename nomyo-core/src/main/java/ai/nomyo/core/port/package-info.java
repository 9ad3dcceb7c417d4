/**
 * What the flow needs from outside: the outbound ports and the values they trade in.
 *
 * <p>Start at {@link ai.nomyo.core.port.HybridCipher}, {@link ai.nomyo.core.port.Transport} and
 * {@link ai.nomyo.core.port.KeyStore}. Each port has a contract test in the testkit; an adapter
 * throws nothing but the port's own checked exception.
 */
@NullMarked
package ai.nomyo.core.port;

import org.jspecify.annotations.NullMarked;
