// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of a JSON text as RFC 8259 has it, read apart from the code under test: two texts with
 * the same tokens differ in white space and in the spelling of strings only.
 *
 * <p>A token is the punctuation or word itself, a number as it is spelt, or a string's UTF-16 units
 * behind a quote.
 */
final class StrictJson {

  /** The text is not JSON, or is deeper or says a name more often than may be. */
  static final class NotJson extends RuntimeException {
    private static final long serialVersionUID = 1;

    NotJson(String why, int at) {
      super(why + " at " + at);
    }
  }

  private static final int MAX_DEPTH = 256;
  private static final Pattern NUMBER =
      Pattern.compile("-?(?:0|[1-9][0-9]*+)(?:\\.[0-9]++)?+(?:[eE][-+]?[0-9]++)?+");

  private static final Pattern ESCAPES =
      Pattern.compile(
          "\\\\u[dD][89abAB]..\\\\u[dD][c-fC-F]..|(\\\\u[dD][89a-fA-F]..)|\\\\.", Pattern.DOTALL);

  private final String text;
  private final List<String> tokens = new ArrayList<>();
  private int at;
  private boolean escapedHalfInName;

  private StrictJson(String text) {
    this.text = text;
  }

  /**
   * The tokens.
   *
   * @throws NotJson if there is anything but one value, at most 256 levels deep, of unique names
   */
  static List<String> tokens(String text) {
    return read(text).tokens;
  }

  /**
   * As {@link #tokens}, of what {@code JsonFormat} reads.
   *
   * @throws NotJson also if a name has an escaped half of a surrogate pair without its other
   */
  static List<String> readableTokens(String text) {
    StrictJson reader = read(text);
    if (reader.escapedHalfInName) {
      throw reader.notJson("half of a surrogate pair in a name before");
    }
    return reader.tokens;
  }

  private static StrictJson read(String text) {
    StrictJson reader = new StrictJson(text);
    reader.value(0);
    if (reader.at < text.length()) {
      throw reader.notJson("more text");
    }
    return reader;
  }

  private void value(int depth) {
    skipSpace();
    char first = peek();
    if (first == '{') {
      object(depth + 1);
    } else if (first == '[') {
      array(depth + 1);
    } else if (first == '"') {
      string();
    } else if (first == '-' || Character.digit(first, 10) >= 0) {
      number();
    } else {
      word();
    }
    skipSpace();
  }

  private void object(int depth) {
    open('{', depth);
    Set<String> names = new HashSet<>();
    while (peek() != '}') {
      if (!names.isEmpty()) {
        punctuation(',');
        skipSpace();
      }
      name();
      if (!names.add(tokens.get(tokens.size() - 1))) {
        throw notJson("a name again");
      }
      skipSpace();
      punctuation(':');
      value(depth);
    }
    punctuation('}');
  }

  private void array(int depth) {
    open('[', depth);
    for (boolean first = true; peek() != ']'; first = false) {
      if (!first) {
        punctuation(',');
      }
      value(depth);
    }
    punctuation(']');
  }

  private void open(char bracket, int depth) {
    if (depth > MAX_DEPTH) {
      throw notJson("too deep");
    }
    punctuation(bracket);
    skipSpace();
  }

  private void number() {
    Matcher number = NUMBER.matcher(text).region(at, text.length());
    if (!number.lookingAt()) {
      throw notJson("no number");
    }
    tokens.add(number.group());
    at = number.end();
  }

  private void word() {
    for (String word : List.of("true", "false", "null")) {
      if (text.startsWith(word, at)) {
        tokens.add(word);
        at += word.length();
        return;
      }
    }
    throw notJson("no value");
  }

  private void name() {
    int start = at;
    string();
    if (ESCAPES.matcher(text.substring(start, at)).results().anyMatch(e -> e.group(1) != null)) {
      escapedHalfInName = true;
    }
  }

  private void string() {
    StringBuilder units = new StringBuilder("\"");
    if (next() != '"') {
      throw notJson("no string");
    }
    for (char unit = next(); unit != '"'; unit = next()) {
      if (unit < ' ') {
        throw notJson("a control character");
      }
      units.append(unit == '\\' ? escaped() : unit);
    }
    tokens.add(units.toString());
  }

  private char escaped() {
    char escape = next();
    int known = "\"\\/bfnrt".indexOf(escape);
    if (known >= 0) {
      return "\"\\/\b\f\n\r\t".charAt(known);
    }
    if (escape != 'u') {
      throw notJson("no escape");
    }
    int unit = 0;
    for (int i = 0; i < 4; i++) {
      unit = unit << 4 | hexDigit(next());
    }
    return (char) unit;
  }

  private int hexDigit(char digit) {
    int value = "0123456789abcdef".indexOf(Character.toLowerCase(digit));
    if (value < 0 || digit > 'f') {
      throw notJson("no hex digit");
    }
    return value;
  }

  private void punctuation(char expected) {
    if (next() != expected) {
      throw notJson("no " + expected);
    }
    tokens.add(String.valueOf(expected));
  }

  private void skipSpace() {
    while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
      at++;
    }
  }

  private char peek() {
    if (at == text.length()) {
      throw notJson("cut");
    }
    return text.charAt(at);
  }

  private char next() {
    char next = peek();
    at++;
    return next;
  }

  private NotJson notJson(String why) {
    return new NotJson(why, at);
  }
}
