/**
 * The composition root: the only place that names adapters.
 *
 * <p>Start at {@link ai.nomyo.client.Nomyo}.
 */
@NullMarked
package ai.nomyo.client;

import org.jspecify.annotations.NullMarked;
