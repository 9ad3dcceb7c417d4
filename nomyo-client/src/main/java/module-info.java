/**
 * Puts clients together: what a program requires.
 *
 * <p>Start at {@link ai.nomyo.client.Nomyo}.
 */
module ai.nomyo.client {
  requires transitive ai.nomyo.api;
  // Its ports are in the signatures of the builder.
  requires transitive ai.nomyo.core;
  requires ai.nomyo.crypto.jca;
  requires ai.nomyo.keystore.file;
  requires ai.nomyo.memory.locked;
  requires ai.nomyo.transport.httpclient;
  // Only for programs that name the backend bc; they require it themselves.
  requires static ai.nomyo.crypto.bc;
  requires static org.jspecify;

  exports ai.nomyo.client;
}
