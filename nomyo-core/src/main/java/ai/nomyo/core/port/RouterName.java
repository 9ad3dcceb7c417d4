// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.port;

import java.net.URI;
import java.util.Locale;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a router is called where its keys are remembered: its base URL, written in one way whatever
 * way it was typed in. Has neither white space nor {@code #} in it. Immutable.
 *
 * @param text as {@code https://router.example:8443/path}
 */
public record RouterName(String text) {

  /**
   * The name of the router with that base URL: scheme and host in lower case, without the port that
   * the scheme implies, trailing slashes, user info, query and fragment; in ASCII.
   *
   * @throws NullPointerException if the URL has no scheme or no host
   */
  public static RouterName of(URI baseUrl) {
    String scheme = lowerCase(baseUrl.getScheme(), "scheme");
    String host = lowerCase(baseUrl.getHost(), "host");
    String path = URI.create(baseUrl.toASCIIString()).getRawPath().replaceAll("/+$", "");
    return new RouterName(scheme + "://" + host + port(scheme, baseUrl.getPort()) + path);
  }

  private static String lowerCase(@Nullable String part, String name) {
    return Objects.requireNonNull(part, name).toLowerCase(Locale.ROOT);
  }

  private static String port(String scheme, int port) {
    boolean implied =
        port < 0 || scheme.equals("https") && port == 443 || scheme.equals("http") && port == 80;
    return implied ? "" : ":" + port;
  }

  @Override
  public String toString() {
    return text;
  }
}
