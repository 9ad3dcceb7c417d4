// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.chat;

/**
 * Why the model stopped. Services have reasons of their own beside the constants.
 *
 * @param value the name on the wire
 */
public record FinishReason(String value) {

  /** {@code stop}: it was done, or met a text at which to stop. */
  public static final FinishReason STOP = new FinishReason("stop");

  /** {@code length}: the limit of tokens was reached, so the answer is cut off. */
  public static final FinishReason LENGTH = new FinishReason("length");

  /** {@code tool_calls}: it waits for the results of {@link ChatMessage#toolCalls}. */
  public static final FinishReason TOOL_CALLS = new FinishReason("tool_calls");

  /** {@code content_filter}: a filter of the service left something out. */
  public static final FinishReason CONTENT_FILTER = new FinishReason("content_filter");

  /** {@code function_call}: what older services say for {@link #TOOL_CALLS}. */
  public static final FinishReason FUNCTION_CALL = new FinishReason("function_call");
}
