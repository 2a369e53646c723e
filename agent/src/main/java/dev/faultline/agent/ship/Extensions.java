// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Exporter;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exporters from jars that {@code faultline.extensions} names: whatever {@link ServiceLoader} finds
 * there for {@link Exporter}. One that cannot be used is one line in the log.
 */
final class Extensions {
  private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);
  private static final String SERVICE = "META-INF/services/" + Exporter.class.getName();

  private Extensions() {}

  /**
   * @param paths of jars
   * @return the exporters, not open yet
   */
  static List<Exporter> load(List<String> paths) {
    List<Exporter> exporters = new ArrayList<>();
    for (String each : paths) {
      String problem = load(new File(each), exporters);
      if (problem != null) {
        LOG.error("faultline.extensions: {} {}; it is not used", each, problem);
      }
    }
    return exporters;
  }

  /** Returns what is wrong, completing "the jar ...", or null. */
  private static @Nullable String load(File file, List<Exporter> exporters) {
    if (!file.isFile()) return "is not a file";
    try {
      if (!hasService(file)) return "has no " + SERVICE;
      ClassLoader agent = Extensions.class.getClassLoader();
      if (agent == null) return "cannot be loaded: the agent has no class loader of its own";
      int before = exporters.size();
      ExtensionClassLoader loader = new ExtensionClassLoader(file.toURI().toURL(), agent);
      for (Exporter exporter : ServiceLoader.load(Exporter.class, loader)) exporters.add(exporter);
      return exporters.size() == before ? "names no exporter in " + SERVICE : null;
    } catch (IOException e) {
      return "is no jar that can be read: " + e.getMessage();
    } catch (UnsupportedClassVersionError e) {
      return "needs a newer Java than " + System.getProperty("java.version");
    } catch (RuntimeException | LinkageError | ServiceConfigurationError e) {
      return "does not load: " + root(e);
    }
  }

  private static boolean hasService(File file) throws IOException {
    try (JarFile jar = new JarFile(file)) {
      return jar.getEntry(SERVICE) != null;
    }
  }

  private static Throwable root(Throwable failure) {
    Throwable root = failure;
    for (int i = 0; root.getCause() != null && i < 20; i++) root = root.getCause();
    return root;
  }
}
