// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.error;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ApiExceptionTest {

  @ParameterizedTest
  @CsvSource({
    "400,false",
    "401,false",
    "403,false",
    "404,false",
    "422,false",
    "429,true",
    "500,true",
    "501,false",
    "502,true",
    "503,true",
    "504,true"
  })
  void retryable_followsTheStatus(int status, boolean retryable) {
    assertEquals(retryable, new ApiException(status, null, null, null).retryable());
  }

  @Test
  void subclasses_carryTheirStatusDetailAndPayloadId() {
    List<ApiException> all =
        List.of(
            new InvalidRequestException("d", "p"),
            new AuthenticationException("d", "p"),
            new ForbiddenException("d", "p"),
            new RateLimitException("d", "p", null),
            new ServerException("d", "p", null),
            new ServiceUnavailableException("d", "p", null));
    assertEquals(
        List.of(400, 401, 403, 429, 500, 503), all.stream().map(ApiException::status).toList());
    for (ApiException exception : all) {
      assertEquals("d", exception.detail().orElseThrow());
      assertEquals("p", exception.payloadId().orElseThrow());
      assertEquals("HTTP " + exception.status() + ": d", exception.getMessage());
    }
  }

  @Test
  void otherFailures_sayWhetherToTryAgain() {
    assertTrue(new ApiConnectionException("x", null, true, null).retryable());
    assertFalse(new SecurityViolationException("x", null).retryable());
    assertFalse(new InvalidResponseException(200, "x", null).retryable());
    assertFalse(new InvalidResponseException(503, "x", null).retryable());
    assertFalse(new InvalidInputException("a", "b", "c").retryable());
  }
}
