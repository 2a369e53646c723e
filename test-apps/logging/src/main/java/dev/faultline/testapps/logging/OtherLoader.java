// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import dev.faultline.testapps.faults.Row;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.List;

/** The same application, and its framework with it, once more in a loader of its own. */
final class OtherLoader {
  private OtherLoader() {}

  /** Has the method {@code logOnce} of that class called there. */
  static Row rowOf(Class<?> group) {
    return (name, out) -> {
      Thread thread = Thread.currentThread();
      ClassLoader platform = ClassLoader.getSystemClassLoader().getParent();
      try (URLClassLoader other = new URLClassLoader(classPath(), platform)) {
        thread.setContextClassLoader(other);
        Class<?> twin = other.loadClass(group.getName());
        twin.getMethod("logOnce", String.class).invoke(null, name);
        out.say(twin != group);
      }
    };
  }

  private static URL[] classPath() throws MalformedURLException {
    List<URL> urls = new ArrayList<>();
    for (String each : System.getProperty("java.class.path").split(File.pathSeparator)) {
      urls.add(new File(each).toURI().toURL());
    }
    return urls.toArray(new URL[0]);
  }
}
