// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.testkit.machine;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Loads classes anew, as if what is on this JVM's class path were other than it is. Classes of all
 * other packages are the JVM's.
 */
public final class OtherClassPath extends ClassLoader {

  private static final String ANY_RESOURCE = "java/lang/Object.class";

  private final List<String> anew;
  private final Set<String> absent = new HashSet<>();
  private final Set<String> present = new HashSet<>();
  private final Map<String, String> renamed = new HashMap<>();

  private OtherClassPath(List<String> anew) {
    super(OtherClassPath.class.getClassLoader());
    this.anew = anew;
  }

  /**
   * @param packages the beginnings of the names of classes
   */
  public static OtherClassPath loadingAnew(String... packages) {
    return new OtherClassPath(List.of(packages));
  }

  /**
   * @param beginning of the names of classes, or of resources, that are not found
   */
  public OtherClassPath without(String beginning) {
    absent.add(beginning);
    return this;
  }

  /**
   * With a class as another version of its library has it: without the methods of one name. They
   * get another one, which is as long.
   */
  public OtherClassPath without(Class<?> type, String method) {
    renamed.put(type.getName(), method);
    return this;
  }

  /**
   * @param resource its name; nobody may ask what is in it
   */
  public OtherClassPath with(String resource) {
    present.add(resource);
    return this;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (isAbsent(name)) {
      throw new ClassNotFoundException(name);
    }
    if (!renamed.containsKey(name) && anew.stream().noneMatch(name::startsWith)) {
      return super.loadClass(name, resolve);
    }
    synchronized (getClassLoadingLock(name)) {
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? define(name) : loaded;
    }
  }

  private Class<?> define(String name) throws ClassNotFoundException {
    try (InputStream code = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
      if (code == null) {
        throw new ClassNotFoundException(name);
      }
      byte[] bytes = withoutMethods(renamed.getOrDefault(name, ""), code.readAllBytes());
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  private static byte[] withoutMethods(String method, byte[] code) {
    String text = new String(code, ISO_8859_1);
    return text.replace(method, "x".repeat(method.length())).getBytes(ISO_8859_1);
  }

  private boolean isAbsent(String name) {
    return absent.stream().anyMatch(name::startsWith);
  }

  @Override
  public @Nullable URL getResource(String name) {
    return isAbsent(name) ? null : super.getResource(present.contains(name) ? ANY_RESOURCE : name);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    return isAbsent(name) ? null : super.getResourceAsStream(name);
  }
}
