package ai.nomyo.client;

import java.security.NoSuchAlgorithmException;
import java.security.Provider;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import org.jspecify.annotations.Nullable;

/** Stands in for a provider under its name, and writes down what is asked of it. */
final class SpyingProvider extends Provider {

  private static final List<String> JVM = List.of("java.", "javax.", "jdk.", "sun.");

  private final Map<String, Set<String>> asked = new ConcurrentSkipListMap<>();

  SpyingProvider(Provider original) {
    super(original.getName(), original.getVersionStr(), "writes down what is asked");
    original.getServices().forEach(this::offer);
  }

  private void offer(Service service) {
    String name = service.getType() + " " + service.getAlgorithm();
    putService(
        new Service(
            this,
            service.getType(),
            service.getAlgorithm(),
            service.getClassName(),
            List.of(),
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

  /** The class that is not the JVM's. */
  private static String asker() {
    return StackWalker.getInstance()
        .walk(
            frames ->
                frames
                    .map(StackWalker.StackFrame::getClassName)
                    .filter(name -> !name.startsWith(SpyingProvider.class.getName()))
                    .filter(name -> JVM.stream().noneMatch(name::startsWith))
                    .findFirst()
                    .orElse("the JVM"));
  }

  /** The services of which an instance was made, each with the classes that wanted it. */
  Map<String, Set<String>> asked() {
    return Map.copyOf(asked);
  }
}
