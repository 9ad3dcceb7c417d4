/**
 * Chat completions: requests and responses as typed views of JSON.
 *
 * <p>Start at {@link ai.nomyo.chat.ChatRequest} and {@link ai.nomyo.chat.ChatResponse}. Each type
 * holds its {@link ai.nomyo.json.JsonObject} and answers questions about it, so nothing that either
 * side says is lost, whether this library knows it or not. The names are those of OpenAI's chat
 * completions in camel case.
 *
 * <ul>
 *   <li>Requests: {@link ai.nomyo.chat.ChatRequest} and its {@link ai.nomyo.chat.ChatParameters};
 *       among their values {@link ai.nomyo.chat.ResponseFormat}, {@link
 *       ai.nomyo.chat.ReasoningEffort}, {@link ai.nomyo.chat.AudioOutput}, {@link
 *       ai.nomyo.chat.Prediction} and {@link ai.nomyo.chat.WebSearchOptions}. What belongs to a
 *       call and not to the encrypted JSON: {@link ai.nomyo.chat.RequestOptions}, {@link
 *       ai.nomyo.chat.SecurityTier}.
 *   <li>Messages, sent and received: {@link ai.nomyo.chat.ChatMessage} with its {@link
 *       ai.nomyo.chat.Role} and, where a text is not enough, {@link ai.nomyo.chat.ContentPart}s;
 *       {@link ai.nomyo.chat.Conversation} keeps them.
 *   <li>Tools: {@link ai.nomyo.chat.ToolDefinition} and {@link ai.nomyo.chat.ToolChoice} ask,
 *       {@link ai.nomyo.chat.ToolCall} answers, {@link ai.nomyo.chat.ChatMessage#tool(String,
 *       String)} returns the result.
 *   <li>Responses: {@link ai.nomyo.chat.ChatResponse}, its {@link ai.nomyo.chat.Choice}s with
 *       {@link ai.nomyo.chat.FinishReason} and {@link ai.nomyo.chat.LogProbs}, {@link
 *       ai.nomyo.chat.Usage}, {@link ai.nomyo.chat.ResponseMetadata}; or {@link
 *       ai.nomyo.chat.ErasableChatResponse}.
 * </ul>
 *
 * <p>What has no method goes in by {@code putAdditional} of a builder, by {@code withAdditional} of
 * a value, or by a value's constructor, and comes out of {@code json()}. Names that services choose
 * ({@link ai.nomyo.chat.Role}, {@link ai.nomyo.chat.FinishReason} and others) are records with
 * constants for those in use; any other name can be made.
 */
@NullMarked
package ai.nomyo.chat;

import org.jspecify.annotations.NullMarked;
