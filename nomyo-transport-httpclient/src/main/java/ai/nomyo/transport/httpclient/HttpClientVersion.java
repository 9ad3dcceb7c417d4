// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.error.InvalidInputException;
import java.net.UnknownHostException;
import org.apache.hc.client5.http.SystemDefaultDnsResolver;

/** Which HttpClient 5 will do: a program may have another on its class path than this asks for. */
final class HttpClientVersion {

  private static final String ADDRESS = "127.0.0.1";

  private HttpClientVersion() {}

  /**
   * Refuses what is older than 5.5. There, {@link ProxyRoutes} would not be asked for addresses,
   * and names that are for a SOCKS proxy would be looked up here.
   */
  static void require() {
    try {
      // What is an address already is not looked up.
      SystemDefaultDnsResolver.INSTANCE.resolve(ADDRESS, 0);
    } catch (NoSuchMethodError older) {
      throw new InvalidInputException(
          "org.apache.httpcomponents.client5:httpclient5 on the class path",
          "one older than 5.5",
          "5.5 or later");
    } catch (UnknownHostException impossible) {
      throw new IllegalStateException(ADDRESS, impossible);
    }
  }
}
