/**
 * What tests use: a router in the process, a network that fails, and the contracts of the ports.
 *
 * <p>Start at {@link ai.nomyo.testkit.FakeRouter}.
 */
module ai.nomyo.testkit {
  requires transitive ai.nomyo.core;
  requires java.management;
  requires jdk.management;
  // Only for the contracts and the extension; whose tests use them requires it, too.
  requires static org.junit.jupiter.api;
  requires static org.jspecify;

  exports ai.nomyo.testkit;
  exports ai.nomyo.testkit.contract;
  exports ai.nomyo.testkit.fault;

  // The methods of a contract are those of tests: visible to their package alone.
  opens ai.nomyo.testkit.contract to
      org.junit.platform.commons;
}
