// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A provider whose services are what the test supplies. */
final class OfferingProvider extends Provider {

  OfferingProvider(String name) {
    super(name, "1", "for tests");
  }

  OfferingProvider offer(String type, String algorithm, Supplier<Object> service) {
    putService(
        new Service(this, type, algorithm, Object.class.getName(), List.of(), Map.of()) {
          @Override
          public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            return service.get();
          }

          @Override
          public boolean supportsParameter(Object parameter) {
            return true;
          }
        });
    return this;
  }
}
