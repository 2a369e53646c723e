// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Exporter;
import java.io.File;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Exporters from jars that {@code faultline.extensions} names: whatever {@link ServiceLoader} finds
 * there for {@link Exporter}. A jar is used whole or not at all; one that cannot be used is one
 * line in the log.
 */
final class Extensions {
  private static final Logger LOG = LoggerFactory.getLogger(Extensions.class);
  private static final String SERVICE = "META-INF/services/" + Exporter.class.getName();

  /** A name is in settings, in metrics, and that of a folder. */
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_-]{0,31}");

  private Extensions() {}

  /**
   * @param paths of jars
   * @return the exporters, not open yet
   */
  static List<Exporter> load(List<String> paths) {
    List<Exporter> exporters = new ArrayList<>();
    for (String each : paths) {
      try {
        exporters.addAll(load(new File(each)));
      } catch (Unusable e) {
        LOG.error("faultline.extensions: {} {}; it is not used", each, e.getMessage());
      }
    }
    return exporters;
  }

  private static List<Exporter> load(File file) throws Unusable {
    if (!file.isFile()) throw new Unusable("is not a file");
    try {
      if (!hasService(file)) throw new Unusable("has no " + SERVICE);
      ClassLoader agent = Extensions.class.getClassLoader();
      if (agent == null) throw new Unusable("cannot be loaded: the agent has no loader of its own");
      return load(new ExtensionClassLoader(file.toURI().toURL(), agent));
    } catch (IOException e) {
      throw new Unusable("is no jar that can be read: " + e.getMessage());
    } catch (UnsupportedClassVersionError e) {
      throw new Unusable("needs a newer Java than " + System.getProperty("java.version"));
    } catch (ServiceConfigurationError e) {
      throw new Unusable("does not load: " + (e.getCause() == null ? e.getMessage() : root(e)));
    } catch (Unusable e) {
      throw e;
    } catch (Throwable e) { // foreign code; on some JVMs, what a constructor throws comes as it is
      throw new Unusable("does not load: " + root(e));
    }
  }

  private static List<Exporter> load(ExtensionClassLoader loader) throws Unusable {
    List<Exporter> exporters = new ArrayList<>();
    Thread thread = Thread.currentThread();
    ClassLoader former = thread.getContextClassLoader();
    thread.setContextClassLoader(loader);
    try {
      for (Exporter each : ServiceLoader.load(Exporter.class, loader)) {
        exporters.add(new ContainedExporter(each, checkedName(each)));
      }
    } finally {
      thread.setContextClassLoader(former);
    }
    if (exporters.isEmpty()) throw new Unusable("names no exporter in " + SERVICE);
    return Collections.unmodifiableList(exporters);
  }

  private static String checkedName(Exporter exporter) throws Unusable {
    String name = exporter.name();
    if (name != null && NAME.matcher(name).matches()) return name;
    throw new Unusable(
        "has " + exporter.getClass().getName() + ", whose name is no word in lower case: " + name);
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

  /** Says what is wrong, completing "the jar ...". */
  private static final class Unusable extends Exception {
    private static final long serialVersionUID = 1;

    Unusable(@Nullable String problem) {
      super(problem);
    }
  }
}
