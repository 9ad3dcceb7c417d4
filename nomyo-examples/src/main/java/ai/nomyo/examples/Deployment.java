// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import ai.nomyo.client.ClientBuilder;
import ai.nomyo.client.Nomyo;
import ai.nomyo.config.ApiKey;

/** Whose API key is used and where the router is, as this process's environment says. */
final class Deployment {

  private Deployment() {}

  /**
   * A builder for {@code NOMYO_API_KEY}, and for {@code NOMYO_BASE_URL} if that is set: a router on
   * this machine may be a plain {@code http://127.0.0.1:PORT}.
   */
  static ClientBuilder client() {
    ClientBuilder builder = Nomyo.client().apiKey(ApiKey.fromEnvironment("NOMYO_API_KEY"));
    String baseUrl = System.getenv("NOMYO_BASE_URL");
    return baseUrl == null
        ? builder
        : builder.baseUrl(baseUrl).allowHttp(baseUrl.startsWith("http://127.0.0.1:"));
  }
}
