// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.wire;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.json.JsonNumber;
import java.math.BigDecimal;
import java.util.OptionalInt;
import java.util.OptionalLong;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What holds of all numbers, judged by {@link BigDecimal}. */
class JsonNumberPropertiesTest {

  private static final BigDecimal LEAST = BigDecimal.valueOf(Long.MIN_VALUE);
  private static final BigDecimal MOST = BigDecimal.valueOf(Long.MAX_VALUE);

  @Provide
  Arbitrary<JsonNumber> numbers() {
    return JsonArbitraries.numbers();
  }

  @Property(tries = 3_000)
  void asLong_isTheExactValue_orEmpty(@ForAll("numbers") JsonNumber number) {
    Assume.that(hasFiniteExponent(number));
    assertEquals(expected(new BigDecimal(number.text())), number.asLong());
  }

  private static OptionalLong expected(BigDecimal value) {
    boolean isLong =
        value.signum() == 0
            || value.compareTo(LEAST) >= 0
                && value.compareTo(MOST) <= 0
                && value.stripTrailingZeros().scale() <= 0;
    return isLong
        ? OptionalLong.of(value.signum() == 0 ? 0 : value.longValue())
        : OptionalLong.empty();
  }

  @Property
  void asInt_isTheLong_whenThatFits(@ForAll("numbers") JsonNumber number) {
    OptionalInt expected =
        number.asLong().stream()
            .filter(value -> value == (int) value)
            .mapToInt(value -> (int) value)
            .findFirst();
    assertEquals(expected, number.asInt());
  }

  @Property
  void decimal_isTheExactValue_orSaysThatItsExponentDoesNotFit(
      @ForAll("numbers") JsonNumber number) {
    if (hasFiniteExponent(number)) {
      assertEquals(new BigDecimal(number.text()), number.decimal());
      assertEquals(Double.parseDouble(number.text()), number.asDouble());
    } else {
      assertThrows(ArithmeticException.class, number::decimal);
      assertEquals(OptionalLong.empty(), number.asLong());
    }
  }

  private static boolean hasFiniteExponent(JsonNumber number) {
    try {
      new BigDecimal(number.text());
      return true;
    } catch (NumberFormatException exponentTooLarge) {
      return false;
    }
  }
}
