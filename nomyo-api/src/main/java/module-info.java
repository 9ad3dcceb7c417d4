/**
 * What programs see: requests, responses, settings, reports and errors of confidential chat
 * completions. Has no dependency, and makes no client: that is done by {@code ai.nomyo.client}.
 *
 * <p>Start at {@link ai.nomyo.SecureChatCompletion}.
 */
module ai.nomyo.api {
  requires static org.jspecify;

  exports ai.nomyo;
  exports ai.nomyo.chat;
  exports ai.nomyo.config;
  exports ai.nomyo.error;
  exports ai.nomyo.json;
  exports ai.nomyo.report;
}
