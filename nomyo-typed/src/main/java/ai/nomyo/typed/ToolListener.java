// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import java.time.Duration;

/**
 * Is told how a {@link ToolRunner} gets on. No event holds contents.
 *
 * <p>Methods are called on the thread of the run and hold it up for as long as they take; what they
 * throw is logged and changes nothing.
 */
public interface ToolListener {

  /**
   * The model answered, with calls of tools or at last.
   *
   * @param round from 1
   */
  default void roundAnswered(int round) {}

  /**
   * A tool returned or threw. Calls of tools that do not exist, or with arguments that do not fit,
   * come to no tool and are not told.
   */
  default void toolCalled(String name, Duration took) {}
}
