package ai.nomyo.transport.httpclient;

import ai.nomyo.error.InvalidInputException;
import org.apache.hc.client5.http.DnsResolver;

/** Which HttpClient 5 will do: a program may have another on its class path than this asks for. */
final class HttpClientVersion {

  private HttpClientVersion() {}

  /**
   * Refuses what is older than 5.5. There, {@link ProxyRoutes} would not be asked for addresses,
   * and names that are for a SOCKS proxy would be looked up here.
   */
  static void require() {
    try {
      DnsResolver.class.getMethod("resolve", String.class, int.class);
    } catch (NoSuchMethodException older) {
      throw new InvalidInputException(
          "org.apache.httpcomponents.client5:httpclient5 on the class path",
          "one older than 5.5",
          "5.5 or later");
    }
  }
}
