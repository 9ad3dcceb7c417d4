/**
 * Java records instead of texts: answers that are read into one, and tools that a model may call.
 *
 * <p>Start at {@link ai.nomyo.typed.TypedChat} for answers and at {@link ai.nomyo.typed.ToolRunner}
 * for tools. What is read strictly here is what the model was told by {@link
 * ai.nomyo.typed.JsonSchema}. Values, arguments and results are ordinary Java objects: nothing
 * erases them.
 */
@NullMarked
package ai.nomyo.typed;

import org.jspecify.annotations.NullMarked;
