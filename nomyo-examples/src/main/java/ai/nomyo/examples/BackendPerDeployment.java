// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.examples;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.client.ClientBuilder;
import ai.nomyo.report.BackendReport;
import java.io.PrintStream;

/**
 * The crypto backend is a matter of the deployment: the code is the same, the environment names it,
 * and the report says what it got.
 */
public final class BackendPerDeployment {

  private BackendPerDeployment() {}

  /** Takes no arguments. */
  public static void main(String[] arguments) {
    String backend = System.getenv().getOrDefault("NOMYO_BACKEND", "jdk");
    run(Deployment.client().backend(backend), System.out);
  }

  static void run(ClientBuilder builder, PrintStream out) {
    // A backend that is named and absent is a BackendUnavailableException, never another one.
    try (SecureChatCompletion client = builder.build()) {
      BackendReport backend = client.backend();
      out.println(backend.name() + " " + backend.version() + ", " + backend.code());
      out.println("FIPS: " + backend.fips());
      out.println("because: " + backend.choice());
      backend.steps().forEach((step, by) -> out.println(step + ": " + by));
    }
  }
}
