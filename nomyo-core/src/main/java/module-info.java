/**
 * The flow of a confidential request, and the ports that it asks for what it needs.
 *
 * <p>Start at {@link ai.nomyo.core.port} to bring a cipher, a transport or a key store of your own.
 * The other packages are for the modules of this project that are named beside them; they change
 * without notice.
 */
// The modules that packages are exported to come after this one.
@SuppressWarnings("module")
module ai.nomyo.core {
  requires transitive ai.nomyo.api;
  requires org.slf4j;
  requires tools.jackson.core;
  requires static org.jspecify;

  exports ai.nomyo.core.bytes;
  exports ai.nomyo.core.port;
  exports ai.nomyo.core to
      ai.nomyo.client;
  exports ai.nomyo.core.pem to
      ai.nomyo.keystore.file,
      ai.nomyo.testkit,
      ai.nomyo.transport.httpclient;
  exports ai.nomyo.core.pkcs8 to
      ai.nomyo.crypto.bc,
      ai.nomyo.crypto.jca,
      ai.nomyo.testkit;
  exports ai.nomyo.core.sealing to
      ai.nomyo.crypto.bc,
      ai.nomyo.crypto.jca,
      ai.nomyo.testkit;
  exports ai.nomyo.core.selftest to
      ai.nomyo.crypto.bc,
      ai.nomyo.crypto.jca,
      ai.nomyo.testkit;
  exports ai.nomyo.core.server to
      ai.nomyo.client;
  exports ai.nomyo.core.threads to
      ai.nomyo.crypto.jca,
      ai.nomyo.transport.httpclient;
  exports ai.nomyo.core.time to
      ai.nomyo.keystore.file;
  exports ai.nomyo.core.wire to
      ai.nomyo.testkit;
}
