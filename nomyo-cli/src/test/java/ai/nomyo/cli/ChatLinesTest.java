// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.nomyo.testkit.Answer;
import ai.nomyo.testkit.Script;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Prompts that are lines of standard input. */
class ChatLinesTest extends ChatFixture {

  @Test
  void areAnsweredOneByOneOverOneConnection() {
    Cli.assertSuccess(
        "echo: one\necho: 😀 שלום\necho: \necho: last\n",
        cli.in("one\r\n😀 שלום\n\nlast").chat("--lines"));
    assertEquals(1, router.connections());
    assertEquals(4, router.requests().size());
  }

  @Test
  void areAnsweredOverOneConnectionWithOneKeyFetch_howeverManyThereAre() {
    Cli.assertSuccess("echo: x\n".repeat(100), cli.in("x\n".repeat(100)).chat("--lines"));
    assertEquals(1, router.connections());
    assertEquals(1, router.keyFetches());
  }

  @Test
  void areAllAnswered_whenTheRouterReplacesItsKeyInBetween() {
    router.answerWith(
        request -> {
          if (router.requests().size() == 50) {
            router.rotateKey();
          }
          return Answer.echo().to(request);
        });

    Cli.assertSuccess("echo: x\n".repeat(100), cli.in("x\n".repeat(100)).chat("--lines"));
    assertEquals(100, router.requests().size());
    assertEquals(2, router.keyFetches());
    assertEquals(101, router.chatCalls());
  }

  @Test
  void haveAnswersThatStayOnOneLine() {
    router.answerWith(Answer.text("a\nb\r\nc"));

    Cli.assertSuccess("a b c\na b c\n", cli.in("1\n2\n").chat("--lines"));
  }

  @Test
  void haveJsonThatStaysOnOneLine() {
    router.answerWith(Answer.text("a\nb"));

    Cli.Result result = cli.in("1\n2\n").chat("--lines", "--json");

    List<String> lines = result.out().lines().toList();
    assertEquals(2, lines.size());
    lines.forEach(line -> assertTrue(line.contains("\"a\\nb\""), line));
    assertEquals(Optional.of("chat.completion"), Golden.json(lines.get(0)).getString("object"));
  }

  @Test
  void goWithTheOptionsGiven() {
    cli.in("1\n").chat("--lines", "--system=Be brief.", "--model=m");

    assertEquals(Optional.of("m"), router.lastRequest().json().getString("model"));
    assertEquals(2, router.lastRequest().json().getObjects("messages").size());
  }

  @Test
  void endAtTheFirstThatFailsWithTheAnswersSoFar() {
    router.next(Script.usual()).next(Script.status(429).detail("slow down"));

    Cli.Result result = cli.in("1\n2\n3\n").chat("--lines", "--max-retries=0");

    assertEquals(5, result.exitCode());
    assertEquals("echo: 1\n", result.out());
    assertEquals("no answer to line 2:\nRateLimitException: HTTP 429: slow down\n", result.err());
    assertEquals(2, router.chatCalls());
  }

  @Test
  void mayBeNone() {
    Cli.assertSuccess("", cli.in("").chat("--lines"));
  }

  @Test
  void thatAreNotUtf8AreRefusedAndNotGuessed() {
    Cli.Result result = cli.in(new byte[] {'a', (byte) 0xff, '\n'}).chat("--lines");

    assertEquals(2, result.exitCode());
    assertEquals(0, router.chatCalls());
  }
}
