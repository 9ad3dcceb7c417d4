// SPDX-License-Identifier: Apache-2.0
package ai.nomyo.typed;

import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.net.URL;
import java.net.URLClassLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is remembered of a class goes with it. */
@Timeout(60)
class FormLifeTest {

  @Test
  void classLoaderOfARecord_isLetGo() throws Exception {
    ReferenceQueue<ClassLoader> gone = new ReferenceQueue<>();
    WeakReference<ClassLoader> loader = new WeakReference<>(used(), gone);
    while (gone.remove(10) == null) {
      System.gc();
    }
    assertTrue(loader.refersTo(null));
  }

  /** A class loader whose record was read and written. */
  private static ClassLoader used() throws Exception {
    URL classes = Reloaded.class.getProtectionDomain().getCodeSource().getLocation();
    ClassLoader loader = new Alone(classes);
    Class<?> record = loader.loadClass(Reloaded.class.getName());
    assertNotSame(Reloaded.class, record);
    assertNotNull(Form.of(record).read("{\"name\":\"a\",\"parts\":[]}"));
    assertNotNull(
        Tool.of("t", "", record, value -> value).prepared("{\"name\":\"a\",\"parts\":[]}").call());
    return loader;
  }

  /** Loads the record itself, and leaves everything else to its parent. */
  private static final class Alone extends URLClassLoader {
    Alone(URL classes) {
      super(new URL[] {classes}, FormLifeTest.class.getClassLoader());
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
      if (!name.equals(Reloaded.class.getName())) {
        return super.loadClass(name, resolve);
      }
      Class<?> loaded = findLoadedClass(name);
      return loaded == null ? findClass(name) : loaded;
    }
  }
}
