// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.core.server;

import ai.nomyo.config.RateLimiter;
import ai.nomyo.error.InvalidInputException;
import ai.nomyo.error.SecurityViolationException;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/**
 * Where the router is: an HTTPS URL, or an HTTP one that was allowed. Immutable.
 *
 * @param base without trailing slashes
 */
public record RouterAddress(URI base) {

  /** The NOMYO service. */
  public static final String DEFAULT = "https://api.nomyo.ai";

  private static final String SERVICE_HOST = "api.nomyo.ai";

  /**
   * Checks a URL.
   *
   * @param allowHttp whether plain HTTP will do
   * @throws InvalidInputException if it is no absolute http or https URL with a host, or has user
   *     info, a query or a fragment
   * @throws SecurityViolationException if it is plain HTTP and that was not allowed
   */
  public static RouterAddress of(String url, boolean allowHttp) {
    URI uri = parsed(url.replaceAll("/+$", ""), url);
    String scheme = uri.getScheme() == null ? "" : uri.getScheme().toLowerCase(Locale.ROOT);
    if (!scheme.equals("https") && !scheme.equals("http") || !isPlain(uri)) {
      throw invalid(url);
    }
    if (scheme.equals("http") && !allowHttp) {
      throw new SecurityViolationException(
          "plain http is refused: use an https URL, or allow http explicitly for this client",
          null);
    }
    return new RouterAddress(uri);
  }

  private static URI parsed(String trimmed, String url) {
    try {
      return new URI(trimmed);
    } catch (URISyntaxException malformed) {
      throw invalid(url);
    }
  }

  private static boolean isPlain(URI uri) {
    return uri.getHost() != null
        && uri.getPort() != 0
        && uri.getPort() <= 65535
        && uri.getRawUserInfo() == null
        && uri.getRawQuery() == null
        && uri.getRawFragment() == null;
  }

  /** The URL is not quoted: user info and queries are where people put secrets. */
  private static InvalidInputException invalid(String url) {
    return new InvalidInputException(
        "base URL",
        "a text of " + url.length() + " chars",
        "https://HOST[:PORT][/PATH], without user info, query and fragment");
  }

  /**
   * How many requests the router takes: for the NOMYO service 1 a second with bursts of 2, the
   * stricter of its published limits (docs/protocol.md, section 5); for others any number.
   */
  public RateLimiter publishedLimit() {
    return SERVICE_HOST.equalsIgnoreCase(base.getHost())
        ? RateLimiter.of(1, 2)
        : RateLimiter.unlimited();
  }

  URI publicKey() {
    return URI.create(base + "/pki/public_key");
  }

  URI completion() {
    return URI.create(base + "/v1/chat/secure_completion");
  }

  @Override
  public String toString() {
    return base.toString();
  }
}
