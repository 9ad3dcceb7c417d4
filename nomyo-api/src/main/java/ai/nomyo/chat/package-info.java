/**
 * Chat completions: requests and responses as typed views of JSON.
 *
 * <p>Start at {@link ai.nomyo.chat.ChatRequest} and {@link ai.nomyo.chat.ChatResponse}. Each type
 * holds its {@link ai.nomyo.json.JsonObject} and answers questions about it, so nothing that either
 * side says is lost, whether this library knows it or not.
 */
@NullMarked
package ai.nomyo.chat;

import org.jspecify.annotations.NullMarked;
