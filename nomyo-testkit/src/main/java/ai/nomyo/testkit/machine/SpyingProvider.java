// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** Stands in for a provider under its name, and writes down what is asked of it. */
public final class SpyingProvider extends Provider {

  private static final List<String> JVM = List.of("java.", "javax.", "jdk.", "sun.");

  /** Parts of the JVM that ask for reasons of their own, not for those of their callers. */
  private static final List<String> INDEPENDENT =
      List.of("java.util.jar.", "java.util.UUID", "sun.security.provider.NativePRNG");

  private final Map<String, Set<String>> asked = new ConcurrentSkipListMap<>();

  /**
   * With all services of another provider, which gives the instances.
   *
   * @param original whose name this one has
   */
  public SpyingProvider(Provider original) {
    super(original.getName(), original.getVersionStr(), "writes down what is asked");
    original.getServices().forEach(service -> offer(service, aliases(original, service)));
  }

  private static List<String> aliases(Provider original, Service service) {
    String beginning = "Alg.Alias." + service.getType() + ".";
    return original.stringPropertyNames().stream()
        .filter(name -> name.startsWith(beginning))
        .filter(name -> service.getAlgorithm().equals(original.getProperty(name)))
        .map(name -> name.substring(beginning.length()))
        .toList();
  }

  private void offer(Service service, List<String> aliases) {
    String name = service.getType() + " " + service.getAlgorithm();
    putService(
        new Service(
            this,
            service.getType(),
            service.getAlgorithm(),
            service.getClassName(),
            aliases,
            Map.of()) {
          @Override
          public Object newInstance(@Nullable Object parameter) throws NoSuchAlgorithmException {
            asked.computeIfAbsent(name, first -> new ConcurrentSkipListSet<>()).add(asker());
            return service.newInstance(parameter);
          }

          @Override
          public boolean supportsParameter(Object parameter) {
            return service.supportsParameter(parameter);
          }
        });
  }

  /** The class that is not the JVM's, or is a part of it that asks for itself. */
  private static String asker() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getClassName)
                    .filter(name -> !name.startsWith(SpyingProvider.class.getName()))
                    .filter(name -> begins(name, INDEPENDENT) || !begins(name, JVM))
                    .findFirst()
                    .orElse("the JVM"));
  }

  private static boolean begins(String name, List<String> beginnings) {
    return beginnings.stream().anyMatch(name::startsWith);
  }

  /** The services of which an instance was made, each with the classes that wanted it. */
  public Map<String, Set<String>> asked() {
    return Map.copyOf(asked);
  }
}
