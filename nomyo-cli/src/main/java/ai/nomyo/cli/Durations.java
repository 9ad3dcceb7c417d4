// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.cli;

import ai.nomyo.config.Timeouts;
import ai.nomyo.error.InvalidInputException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** Reads durations as they are typed: a number and its unit, or plain seconds. */
final class Durations implements ITypeConverter<Duration> {

  /** What a user may type, as it ends the sentence "the value must be". */
  static final String FORMS =
      "a duration of 1ms to 24h, such as 500ms, 2s, 1m, 1h or plain seconds";

  /** Nine digits are 114,000 years of hours, and nanoseconds behind the point. */
  private static final Pattern FORM = Pattern.compile("([0-9]{1,9}(?:\\.[0-9]{1,9})?)(ms|s|m|h|)");

  private static final Map<String, BigDecimal> SECONDS =
      Map.of(
          "ms",
          new BigDecimal("0.001"),
          "s",
          BigDecimal.ONE,
          "",
          BigDecimal.ONE,
          "m",
          BigDecimal.valueOf(60),
          "h",
          BigDecimal.valueOf(3600));

  @Override
  public Duration convert(String text) {
    Matcher form = FORM.matcher(text);
    if (!form.matches()) {
      throw new TypeConversionException("must be " + FORMS);
    }
    return inRange(ofSeconds(new BigDecimal(form.group(1)).multiply(SECONDS.get(form.group(2)))));
  }

  /** Refused here, it is refused by the name of the option that it was typed for. */
  private static Duration inRange(Duration duration) {
    try {
      return Timeouts.checked("duration", duration);
    } catch (InvalidInputException outOfRange) {
      throw new TypeConversionException("must be " + FORMS);
    }
  }

  private static Duration ofSeconds(BigDecimal seconds) {
    BigDecimal fraction = seconds.remainder(BigDecimal.ONE);
    return Duration.ofSeconds(seconds.longValue(), fraction.movePointRight(9).longValue());
  }
}
