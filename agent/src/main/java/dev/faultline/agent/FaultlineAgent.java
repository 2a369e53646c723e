// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent;

import dev.faultline.bootstrap.Entry;
import java.io.File;
import java.io.IOException;
import java.lang.instrument.Instrumentation;
import java.net.URI;
import java.net.URL;
import java.util.Enumeration;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.jspecify.annotations.Nullable;

/**
 * Where the JVM enters: the only class of Faultline that the system class loader sees. Puts the
 * bootstrap classes where every class finds them, and passes on to {@link Entry}. Whatever goes
 * wrong is one line on stderr, and the application starts without Faultline.
 *
 * <p>No lambda (early Java 8 crashed on them here), no logger, and nothing else that would start a
 * part of the JDK before the application does.
 */
public final class FaultlineAgent {
  private static final String NAME = FaultlineAgent.class.getName();

  /** Where the JDK has its tools. Not all of com.sun: GlassFish starts there. */
  private static final String[] TOOL_PACKAGES = {
    "sun.", "jdk.", "com.sun.tools.", "com.sun.java.util.jar.pack.", "com.sun.corba."
  };

  /** A jar that is named twice, or a copy of it, ends up in this same class. */
  private static boolean started;

  private FaultlineAgent() {}

  /** For {@code -javaagent}. Called by the JVM. */
  public static void premain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  /** For a JVM that runs already. Called by the JVM. */
  public static void agentmain(@Nullable String arguments, Instrumentation instrumentation) {
    start(arguments, instrumentation);
  }

  /** {@code java -jar faultline.jar}: the console. */
  public static void main(String[] arguments) throws Exception {
    JarFile jar = ownJar();
    if (jar == null) throw new IllegalStateException("this is not Faultline's own jar");
    Entry.run(jar, arguments);
  }

  private static synchronized void start(
      @Nullable String arguments, Instrumentation instrumentation) {
    try {
      String enabled = enabledSetting(arguments);
      if (started || "false".equalsIgnoreCase(enabled)) return;
      if (!"true".equalsIgnoreCase(enabled) && isToolOfJdk(property("sun.java.command"))) return;
      started = true;
      startFrom(ownJar(), arguments, instrumentation);
    } catch (Throwable t) {
      // Not even an Error may get out: the JVM would exit.
      say("could not start (" + rootOf(t) + "); the application runs without it");
    }
  }

  private static void startFrom(
      @Nullable JarFile jar, @Nullable String arguments, Instrumentation instrumentation)
      throws Exception {
    if (jar == null) {
      say("does not start: its classes were merged into another jar; use faultline.jar as it is");
      return;
    }
    if (isConsole(jar)) return;
    // Boot-Class-Path in the manifest, or -Xbootclasspath/a, has put this class there already:
    // appending would switch class-data sharing off.
    if (FaultlineAgent.class.getClassLoader() != null) {
      instrumentation.appendToBootstrapClassLoaderSearch(jar);
    }
    Entry.start(jar, arguments, instrumentation);
  }

  /**
   * The first jar with this class in it whose manifest says that it is ours. Opened unverified,
   * which is slow at start. Looked for as a resource, since a protection domain is not for everyone
   * to see.
   */
  private static @Nullable JarFile ownJar() throws Exception {
    Enumeration<URL> places = ClassLoader.getSystemResources(NAME.replace('.', '/') + ".class");
    while (places.hasMoreElements()) {
      URL place = places.nextElement();
      if (!place.getProtocol().equals("jar")) continue;
      String path = place.getPath(); // file:/path/faultline.jar!/dev/...
      JarFile jar = new JarFile(new File(new URI(path.substring(0, path.indexOf("!/")))), false);
      if (isOurs(jar)) return jar;
      jar.close();
    }
    return null;
  }

  private static boolean isOurs(JarFile jar) throws IOException {
    Manifest manifest = jar.getManifest();
    if (manifest == null) return false;
    Attributes main = manifest.getMainAttributes();
    return NAME.equals(main.getValue("Premain-Class")) && NAME.equals(main.getValue("Main-Class"));
  }

  /** What is said of {@code enabled} where it can be read without loading anything. */
  private static @Nullable String enabledSetting(@Nullable String arguments) {
    String value = argument("enabled", arguments);
    if (value == null) value = argument("faultline.enabled", arguments);
    if (value == null) value = property("faultline.enabled");
    if (value == null) value = variable("FAULTLINE_ENABLED");
    return value == null ? null : value.trim();
  }

  private static @Nullable String argument(String key, @Nullable String arguments) {
    String all = "," + arguments + ",";
    String before = "," + key + "=";
    int start = all.indexOf(before);
    if (start < 0) return null;
    start += before.length();
    return all.substring(start, all.indexOf(',', start));
  }

  /** Whether the JVM runs keytool, jps or the like: they are not what anyone means to watch. */
  private static boolean isToolOfJdk(@Nullable String command) {
    if (command == null) return false;
    int space = command.indexOf(' ');
    String main = space < 0 ? command : command.substring(0, space);
    // module/class, as the launchers of Java 9 and newer say.
    int slash = main.indexOf('/');
    if (slash > 0 && (main.startsWith("java.") || main.startsWith("jdk."))) return true;
    for (String each : TOOL_PACKAGES) {
      if (main.startsWith(each)) return true;
    }
    return false;
  }

  /** Whether the JVM runs {@code java -jar faultline.jar}, under JAVA_TOOL_OPTIONS perhaps. */
  private static boolean isConsole(JarFile jar) throws IOException {
    String classPath = property("java.class.path");
    String command = property("sun.java.command");
    if (classPath == null || command == null) return false;
    int end = classPath.indexOf(File.pathSeparatorChar);
    String first = end < 0 ? classPath : classPath.substring(0, end);
    return command.startsWith(first)
        && new File(first).getCanonicalPath().equals(new File(jar.getName()).getCanonicalPath());
  }

  private static @Nullable String property(String name) {
    try {
      return System.getProperty(name);
    } catch (SecurityException e) {
      return null;
    }
  }

  private static @Nullable String variable(String name) {
    try {
      return System.getenv(name);
    } catch (SecurityException e) {
      return null;
    }
  }

  private static Throwable rootOf(Throwable t) {
    Throwable root = t;
    for (int depth = 0; root.getCause() != null && depth < 20; depth++) root = root.getCause();
    return root;
  }

  private static void say(String line) {
    System.err.println("[faultline] ERROR Faultline " + line);
  }
}
