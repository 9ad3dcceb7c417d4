// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit;

import ai.nomyo.json.JsonObject;

/**
 * What a fake router answers: the JSON that it seals for the client, exactly as it is returned.
 *
 * <p>Called once for each request that is neither refused nor scripted otherwise, by the thread
 * that serves it. An exception or a failed assertion becomes a 500 and is listed among {@link
 * FakeRouter#violations}, by its class only.
 */
@FunctionalInterface
public interface Answer {

  /**
   * The answer to a request.
   *
   * @param request decrypted, with its headers
   */
  JsonObject to(ReceivedRequest request);

  /**
   * The default: an OpenAI {@code chat.completion} that depends on the request alone.
   *
   * <ul>
   *   <li>{@code content} is {@code "echo: "} and the text of the last message of the user, once
   *       for each of the {@code n} choices asked for (128 at most).
   *   <li>When tools are offered, {@code tool_choice} is not {@code "none"}, and the last message
   *       is not a tool's result, the answer is a call of the chosen tool, or of the first: the
   *       required parameters are filled in by their type, strings with the user's text.
   *   <li>When the {@code response_format} has a JSON Schema, {@code content} is JSON that fits it,
   *       filled in the same way; formats, patterns and limits of strings and numbers aside.
   *   <li>{@code usage} counts words, {@code created} is fixed, and {@code _metadata} names the
   *       tier asked for, or {@code standard}.
   * </ul>
   */
  static Answer echo() {
    return new EchoAnswer();
  }

  /** An OpenAI {@code chat.completion} with this content, whatever is asked. */
  static Answer text(String content) {
    return request -> EchoAnswer.withContent(request, content);
  }
}
