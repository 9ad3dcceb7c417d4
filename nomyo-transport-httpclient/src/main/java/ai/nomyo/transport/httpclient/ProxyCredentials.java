// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.transport.httpclient;

import ai.nomyo.error.InvalidInputException;
import java.util.Arrays;
import org.apache.hc.client5.http.auth.AuthExchange;
import org.apache.hc.client5.http.auth.UsernamePasswordCredentials;
import org.apache.hc.client5.http.impl.auth.BasicScheme;

/** What an HTTP proxy is told of its user (RFC 7617). Safe for use by many threads. */
final class ProxyCredentials {

  private final String user;
  private final char[] password;

  /** Copies the password. */
  ProxyCredentials(String user, char[] password) {
    if (user.indexOf(':') >= 0) {
      throw new InvalidInputException("proxy user", "a name with a colon", "one without");
    }
    this.user = user;
    this.password = password.clone();
  }

  /** For a transport of its own, which erases it. */
  ProxyCredentials copy() {
    return new ProxyCredentials(user, password);
  }

  /** Told unasked, because to be asked first would send each request twice. */
  AuthExchange exchange() {
    BasicScheme basic = new BasicScheme();
    basic.initPreemptive(new UsernamePasswordCredentials(user, password));
    AuthExchange exchange = new AuthExchange();
    exchange.select(basic);
    return exchange;
  }

  void erase() {
    Arrays.fill(password, '\0');
  }
}
