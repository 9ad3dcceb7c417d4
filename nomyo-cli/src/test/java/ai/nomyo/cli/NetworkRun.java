// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.json.JsonObject;
import ai.nomyo.testkit.FakeRouter;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What {@code doctor} says of the way to a router, beside what {@code server-key} ends with. */
record NetworkRun(Cli.Result result, Cli.Result serverKey) {

  static NetworkRun to(FakeRouter router, String... options) {
    return to(router.baseUrl().toString(), options);
  }

  static NetworkRun to(String url, String... options) {
    return new NetworkRun(run("doctor", url, options), run("server-key", url, options));
  }

  static NetworkRun alone(FakeRouter router, String... options) {
    return alone(router.baseUrl().toString(), options);
  }

  /** Without the other command. */
  static NetworkRun alone(String url, String... options) {
    Cli.Result result = run("doctor", url, options);
    return new NetworkRun(result, result);
  }

  private static Cli.Result run(String command, String url, String... options) {
    Stream<String> fixed = Stream.of(command, "--base-url", url, "--allow-http");
    return Cli.plain().run(Stream.concat(fixed, Stream.of(options)).toArray(String[]::new));
  }

  /** The marks of the six steps, such as {@code ✓✓–✓✓–}. */
  String marks() {
    return result
        .out()
        .lines()
        .skip(1)
        .limit(NetworkStep.values().length)
        .map(line -> line.substring(0, 1))
        .collect(Collectors.joining());
  }

  void assertPasses(String marks) {
    assertEquals(marks, marks(), result.out());
    assertEquals(0, result.exitCode(), result.err());
    assertEquals("", result.err());
  }

  /** Ends as a chat would, which asks for the key first, too. */
  void assertFails(String marks, int exitCode) {
    assertEquals(marks, marks(), result.out());
    assertEquals(exitCode, result.exitCode());
    assertEquals(exitCode, serverKey.exitCode(), serverKey.err());
    assertEquals(exception(serverKey), exception(result));
    assertEquals(1, result.err().lines().count(), result.err());
  }

  private static String exception(Cli.Result result) {
    return result.err().replaceFirst("(?s):.*", "");
  }

  /** What stands behind the step's name. */
  String text(NetworkStep step) {
    String line = result.out().lines().toList().get(1 + step.ordinal());
    assertTrue(line.substring(2).startsWith(step.label() + " "), line);
    return line.substring(2 + step.label().length()).strip();
  }

  void assertText(NetworkStep step, String regex) {
    assertTrue(text(step).matches(regex), text(step));
  }

  /** What a run with {@code --json} says of the router. */
  JsonObject router() {
    return Golden.json(result.out()).getObject("router").orElseThrow();
  }

  /** What it says of a step. */
  JsonObject json(NetworkStep step) {
    return router().getObject(step.member()).orElseThrow();
  }
}
