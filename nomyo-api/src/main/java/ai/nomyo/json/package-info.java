/**
 * JSON as immutable values: what the typed requests and responses are views of.
 *
 * <p>Start at {@link ai.nomyo.json.JsonValue}. Reading and writing text is done by {@link
 * ai.nomyo.json.JsonFormat}, which the client module provides.
 */
@NullMarked
package ai.nomyo.json;

import org.jspecify.annotations.NullMarked;
