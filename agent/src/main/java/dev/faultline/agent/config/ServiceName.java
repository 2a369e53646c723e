// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.io.File;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Guesses the name of an application that nobody has named: what Spring is told, the only web
 * application of a Tomcat, the jar, the main class. The same program gets the same name in every
 * release, so versions are cut off.
 */
final class ServiceName {
  private static final String UNKNOWN = "java";

  /** Names of main classes that say nothing; the package says more. */
  private static final List<String> DULL =
      Arrays.asList("Main", "App", "Application", "Launcher", "Bootstrap", "Starter", "Server");

  /** What comes with a Tomcat. */
  private static final List<String> TOMCAT_APPS =
      Arrays.asList("ROOT", "docs", "examples", "host-manager", "manager");

  private ServiceName() {}

  /** Never empty. */
  static String derive(Properties properties, Map<String, String> env) {
    String command = properties.getProperty("sun.java.command", "").trim();
    String name = spring(properties, env, command);
    if (name == null) name = tomcat(properties, command);
    if (name == null) name = jar(properties, command);
    if (name == null) name = mainClass(command);
    return name == null || name.isEmpty() ? UNKNOWN : name;
  }

  private static @Nullable String spring(
      Properties properties, Map<String, String> env, String command) {
    String argument = " --spring.application.name=";
    int start = command.indexOf(argument);
    if (start >= 0) return firstWord(command.substring(start + argument.length()));
    return properties.getProperty("spring.application.name", env.get("SPRING_APPLICATION_NAME"));
  }

  private static @Nullable String tomcat(Properties properties, String command) {
    if (!command.startsWith("org.apache.catalina.startup.Bootstrap")) return null;
    String base = properties.getProperty("catalina.base", properties.getProperty("catalina.home"));
    String[] names = base == null ? null : new File(base, "webapps").list();
    String only = null;
    for (String each : names == null ? new String[0] : names) {
      String app = each.endsWith(".war") ? each.substring(0, each.length() - 4) : each;
      if (app.startsWith(".") || TOMCAT_APPS.contains(app) || app.equals(only)) continue;
      if (only != null) return "tomcat";
      only = app;
    }
    return only == null ? "tomcat" : only;
  }

  /**
   * With {@code -jar}, both the command and the class path begin with the jar, spaces and all. An
   * agent that was loaded at start stands behind it on the class path.
   */
  private static @Nullable String jar(Properties properties, String command) {
    String path = properties.getProperty("java.class.path", "");
    int end = path.indexOf(File.pathSeparatorChar);
    if (end >= 0) path = path.substring(0, end);
    if (!path.endsWith(".jar") || !command.startsWith(path)) return null;
    int slash = Math.max(path.lastIndexOf('/'), path.lastIndexOf('\\'));
    return withoutVersion(path.substring(slash + 1, path.length() - ".jar".length()));
  }

  private static @Nullable String mainClass(String command) {
    if (command.isEmpty()) return null;
    String type = firstWord(command);
    String bare = type.substring(type.indexOf('/') + 1); // module/class
    int dot = bare.lastIndexOf('.');
    String name = bare.substring(dot + 1);
    if (dot < 0 || !DULL.contains(name)) return name;
    String enclosing = bare.substring(0, dot);
    return enclosing.substring(enclosing.lastIndexOf('.') + 1);
  }

  /** {@code orders-1.2.0-SNAPSHOT} is {@code orders}. */
  private static String withoutVersion(String name) {
    for (int i = 1; i + 1 < name.length(); i++) {
      boolean separated = name.charAt(i) == '-' || name.charAt(i) == '_';
      if (separated && Character.isDigit(name.charAt(i + 1))) return name.substring(0, i);
    }
    return name;
  }

  private static String firstWord(String text) {
    int space = text.indexOf(' ');
    return space < 0 ? text : text.substring(0, space);
  }
}
