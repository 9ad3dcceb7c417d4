/**
 * The two ways to use the service.
 *
 * <p>Start at {@link ai.nomyo.SecureChatCompletion}; {@link ai.nomyo.SecureCompletionClient} is the
 * protocol step by step. Both are built by {@code ai.nomyo.client.Nomyo}.
 */
@NullMarked
package ai.nomyo;

import org.jspecify.annotations.NullMarked;
