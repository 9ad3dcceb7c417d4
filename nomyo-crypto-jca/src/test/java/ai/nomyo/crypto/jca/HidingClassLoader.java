// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.crypto.jca;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Loads this module's classes and the optional libraries anew, as if some of what is on the class
 * path were not there.
 */
final class HidingClassLoader extends ClassLoader {

  private static final List<String> OWN =
      List.of("ai.nomyo.crypto.jca.", "org.conscrypt.", "com.amazon.corretto.");

  private final String hidden;

  /**
   * @param hidden the beginning of the names of classes, or of resources, that are not found
   */
  HidingClassLoader(String hidden) {
    super(HidingClassLoader.class.getClassLoader());
    this.hidden = hidden;
  }

  @Override
  protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
    if (name.startsWith(hidden)) {
      throw new ClassNotFoundException(name);
    }
    if (OWN.stream().noneMatch(name::startsWith)) {
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
      byte[] bytes = code.readAllBytes();
      return defineClass(name, bytes, 0, bytes.length);
    } catch (IOException unreadable) {
      throw new ClassNotFoundException(name, unreadable);
    }
  }

  @Override
  public @Nullable URL getResource(String name) {
    return name.startsWith(hidden) ? null : super.getResource(name);
  }

  @Override
  public @Nullable InputStream getResourceAsStream(String name) {
    return name.startsWith(hidden) ? null : super.getResourceAsStream(name);
  }
}
