// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.client;

import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.nomyo.SecureChatCompletion;
import ai.nomyo.core.port.Transport;
import ai.nomyo.testkit.machine.OtherClassPath;
import java.lang.reflect.InvocationTargetException;
import org.junit.jupiter.api.Test;

/** Programs with a transport of their own, on class paths without the default one's library. */
class OwnTransportTest {

  private final OtherClassPath withoutHttpClient =
      OtherClassPath.loadingAnew("ai.nomyo.client.", "ai.nomyo.transport.")
          .without("org.apache.hc.");

  private Object builder() throws Exception {
    return withoutHttpClient.loadClass(Nomyo.class.getName()).getMethod("client").invoke(null);
  }

  private static Object build(Object builder) throws Exception {
    return builder.getClass().getMethod("build").invoke(builder);
  }

  @Test
  void transportOfTheCallers_needsNoHttpClient() throws Exception {
    Object builder = builder();
    builder
        .getClass()
        .getMethod("transport", Transport.class)
        .invoke(builder, new UntouchedTransport());
    assertInstanceOf(SecureChatCompletion.class, build(builder)).close();
  }

  @Test
  void defaultTransport_asksForItWhenTheClientIsBuilt() throws Exception {
    Object builder = builder();
    Throwable missing =
        assertThrows(InvocationTargetException.class, () -> build(builder)).getCause();
    assertInstanceOf(NoClassDefFoundError.class, missing);
  }
}
