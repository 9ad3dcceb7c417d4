// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import org.jspecify.annotations.Nullable;

/**
 * What a {@link Tool} does.
 *
 * @param <A> its arguments
 */
@FunctionalInterface
public interface ToolFunction<A> {

  /**
   * Does it. What the model is told of the result is said in {@link Tool}.
   *
   * @param arguments the model's words: of the right types, and not to be trusted any further
   * @throws ToolException to tell the model that it did not work
   * @throws Exception whatever else goes wrong; it ends the run
   */
  @Nullable Object call(A arguments) throws Exception;
}
