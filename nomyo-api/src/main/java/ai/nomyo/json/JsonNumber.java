// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.json;

import ai.nomyo.error.InvalidInputException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/**
 * A JSON number, kept as the text it was written with, so that neither precision nor form is lost.
 *
 * @param text the number as RFC 8259 section 6 spells it
 */
public record JsonNumber(String text) implements JsonValue {

  private static final Pattern GRAMMAR =
      Pattern.compile("-?(0|[1-9][0-9]*+)(\\.[0-9]++)?([eE][+-]?[0-9]++)?");

  /** Beyond this the exact value takes time out of proportion to the text. */
  private static final int LONGEST_WHOLE_NUMBER = 1_000;

  /**
   * Checks the text against the grammar of RFC 8259.
   *
   * @throws InvalidInputException if the text is no JSON number
   */
  public JsonNumber {
    if (!GRAMMAR.matcher(text).matches()) {
      throw new InvalidInputException(
          "JSON number", "a text of " + text.length() + " chars", "a number as in RFC 8259");
    }
  }

  /**
   * The JSON number of a Java number, in Java's shortest spelling.
   *
   * @throws InvalidInputException if the number is NaN or infinite
   */
  public static JsonNumber of(Number number) {
    if (!Double.isFinite(number.doubleValue()) && !isExact(number)) {
      throw new InvalidInputException("JSON number", number.toString(), "a finite number");
    }
    return new JsonNumber(number.toString());
  }

  private static boolean isExact(Number number) {
    return number instanceof BigDecimal || number instanceof BigInteger;
  }

  /** The number as an {@code int}, or empty when it has a fraction or does not fit. */
  public OptionalInt asInt() {
    OptionalLong value = asLong();
    return value.isPresent() && value.getAsLong() == (int) value.getAsLong()
        ? OptionalInt.of((int) value.getAsLong())
        : OptionalInt.empty();
  }

  /**
   * The number as a {@code long}, or empty when it has a fraction, does not fit, or is spelt with
   * more than 1,000 chars or an exponent beyond an {@code int}. {@code 1.0} and {@code 1e3} are
   * whole numbers.
   */
  public OptionalLong asLong() {
    if (text.length() > LONGEST_WHOLE_NUMBER) {
      return OptionalLong.empty();
    }
    try {
      return OptionalLong.of(decimal().longValueExact());
    } catch (ArithmeticException notALong) {
      return OptionalLong.empty();
    }
  }

  /** The nearest {@code double}; infinite when the number is too large for one. */
  public double asDouble() {
    return Double.parseDouble(text);
  }

  /**
   * The exact value. Takes time by the square of the text's length.
   *
   * @throws ArithmeticException if the exponent does not fit an {@code int}
   */
  public BigDecimal decimal() {
    try {
      return new BigDecimal(text);
    } catch (NumberFormatException exponentTooLarge) {
      throw new ArithmeticException("the exponent of a JSON number does not fit an int");
    }
  }

  /** Shows the number of digits and signs only. */
  @Override
  public String toString() {
    return "JsonNumber[" + text.length() + " chars]";
  }
}
