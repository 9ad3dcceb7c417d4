package ai.nomyo.cli;

import ai.nomyo.error.ApiConnectionException;
import ai.nomyo.error.ApiException;
import ai.nomyo.error.AuthenticationException;
import ai.nomyo.error.BackendUnavailableException;
import ai.nomyo.error.ForbiddenException;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.KeyFileException;
import ai.nomyo.error.RateLimitException;
import ai.nomyo.error.SecurityViolationException;
import ai.nomyo.error.ServiceUnavailableException;
import java.util.LinkedHashMap;
import java.util.Map;

/** What the command's exit status says. Scripts depend on it. */
final class ExitCode {

  static final int OK = 0;
  static final int UNEXPECTED = 1;
  static final int REFUSED_HERE = 2;

  /** The first class that fits counts, so subclasses stand before their parents. */
  private static final Map<Class<? extends Throwable>, Integer> CODES = new LinkedHashMap<>();

  static {
    CODES.put(InvalidInputException.class, REFUSED_HERE);
    CODES.put(BackendUnavailableException.class, REFUSED_HERE);
    CODES.put(AuthenticationException.class, 4);
    CODES.put(ForbiddenException.class, 4);
    CODES.put(RateLimitException.class, 5);
    CODES.put(ServiceUnavailableException.class, 5);
    CODES.put(ApiException.class, 3);
    CODES.put(ApiConnectionException.class, 6);
    CODES.put(SecurityViolationException.class, 7);
    CODES.put(KeyFileException.class, 8);
  }

  private ExitCode() {}

  static int of(Throwable failure) {
    return CODES.entrySet().stream()
        .filter(entry -> entry.getKey().isInstance(failure))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(UNEXPECTED);
  }
}
