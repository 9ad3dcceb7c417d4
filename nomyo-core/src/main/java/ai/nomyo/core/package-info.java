/**
 * The flow of a confidential request.
 *
 * <p>Start at {@link ai.nomyo.core.SecureChat}. This module opens no socket and no file and names
 * no cipher; what it needs it asks of the ports in {@code ai.nomyo.core.port}.
 */
@NullMarked
package ai.nomyo.core;

import org.jspecify.annotations.NullMarked;
