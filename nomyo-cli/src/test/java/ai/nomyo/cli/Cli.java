// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The command line of a test: its environment, its standard input, and what it runs. */
record Cli(Map<String, String> environment, InputStream in, List<String> suffix) {

  /** How a run ended. */
  record Result(int exitCode, String out, String err) {

    /** How much memory may be locked is the machine's affair and not that of a test. */
    Result {
      err = err.replaceFirst("(?m)^warning: secrets are held [^\\n]* but not locked: .*\\n", "");
    }
  }

  /** It ends with 0, has this on its standard output and nothing on the other. */
  static void assertSuccess(String out, Result result) {
    assertEquals(new Result(0, out, ""), result);
  }

  static Cli plain() {
    return new Cli(Map.of(), InputStream.nullInputStream(), List.of());
  }

  /** One whose chats go to this router, with the golden key. */
  static Cli of(URI router) {
    return plain().with("--base-url", router.toString(), "--allow-http").withGoldenKey();
  }

  Cli withGoldenKey() {
    return with("--key-dir", Golden.path("client").toString());
  }

  Cli with(String... options) {
    return new Cli(environment, in, Stream.concat(suffix.stream(), Stream.of(options)).toList());
  }

  Cli variable(String name, String value) {
    Map<String, String> more = new TreeMap<>(environment);
    more.put(name, value);
    return new Cli(more, in, suffix);
  }

  Cli in(String text) {
    return in(text.getBytes(StandardCharsets.UTF_8));
  }

  Cli in(byte[] bytes) {
    return in(new ByteArrayInputStream(bytes));
  }

  Cli in(InputStream stream) {
    return new Cli(environment, stream, suffix);
  }

  /** Runs {@code chat} with these arguments and the options so far. */
  Result chat(String... arguments) {
    return run(
        Stream.of(Stream.of("chat"), suffix.stream(), Stream.of(arguments))
            .flatMap(part -> part)
            .toArray(String[]::new));
  }

  Result run(String... arguments) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    PrintStream before = System.err;
    System.setErr(utf8(err)); // what the library logs
    try {
      int exitCode = NomyoCommand.run(shell(out, err, false), arguments);
      return new Result(exitCode, text(out), text(err));
    } finally {
      System.setErr(before);
    }
  }

  Shell shell(OutputStream out, OutputStream err, boolean interactive) {
    return new Shell(in, utf8(out), utf8(err), environment, interactive);
  }

  private static PrintStream utf8(OutputStream stream) {
    return new PrintStream(stream, true, StandardCharsets.UTF_8);
  }

  private static String text(ByteArrayOutputStream bytes) {
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
