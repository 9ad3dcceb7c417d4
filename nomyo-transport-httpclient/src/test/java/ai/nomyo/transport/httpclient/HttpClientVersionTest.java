// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.error.InvalidInputException;
import ai.nomyo.testkit.machine.OtherClassPath;
import java.lang.reflect.InvocationTargetException;
import org.apache.hc.client5.http.DnsResolver;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;
import org.junit.jupiter.api.Test;

/** Other versions of HttpClient, as far as the class path tells. */
final class HttpClientVersionTest {

  private static OtherClassPath classPath() {
    return OtherClassPath.loadingAnew("ai.nomyo.transport.httpclient.");
  }

  private static Object builder(ClassLoader classPath) throws Exception {
    return classPath
        .loadClass(HttpClientTransport.class.getName())
        .getMethod("builder")
        .invoke(null);
  }

  /** There, nobody asks a resolver for a name with a port. */
  @Test
  void olderThan5_5_isRefusedBeforeThereIsABuilder() {
    OtherClassPath older =
        classPath()
            .without(DnsResolver.class, "resolve")
            .without(SystemDefaultDnsResolver.class, "resolve");

    Throwable refused =
        assertThrows(InvocationTargetException.class, () -> builder(older)).getCause();

    assertEquals(
        "org.apache.httpcomponents.client5:httpclient5 on the class path: given one older than"
            + " 5.5, allowed is 5.5 or later",
        assertInstanceOf(InvalidInputException.class, refused).getMessage());
  }

  @Test
  void onesThatResolveSo_areTaken() {
    assertDoesNotThrow(() -> builder(classPath().without(DnsResolver.class, "no such method")));
  }
}
