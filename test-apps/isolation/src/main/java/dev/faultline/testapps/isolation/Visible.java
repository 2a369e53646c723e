// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.isolation;

/** Has no library at all, and looks for those of the agent. */
public final class Visible {
  private static final String[] CLASSES = {
    "net.bytebuddy.ByteBuddy",
    "org.objectweb.asm.ClassWriter",
    "com.fasterxml.jackson.core.JsonFactory",
    "org.slf4j.Logger",
    "dev.faultline.agent.Startup",
    "dev.faultline.agent.config.AgentConfig",
  };
  private static final String[] RESOURCES = {
    "META-INF/services/org.slf4j.spi.SLF4JServiceProvider",
    "META-INF/services/com.fasterxml.jackson.core.JsonFactory",
    "META-INF/maven/dev.faultline/faultline-agent/pom.properties",
  };

  private Visible() {}

  public static void main(String[] args) {
    ClassLoader loader = Visible.class.getClassLoader();
    for (String name : CLASSES) System.out.println(name + " " + isLoadable(name));
    for (String name : RESOURCES) System.out.println(name + " " + loader.getResource(name));
    // Which of the JDK's own is found first changes from run to run.
    String module = String.valueOf(loader.getResource("module-info.class"));
    System.out.println("module-info.class of the agent " + module.contains("faultline"));
    for (String key : System.getProperties().stringPropertyNames()) {
      if (key.contains("bytebuddy") || key.contains("slf4j")) System.out.println(key);
    }
  }

  private static boolean isLoadable(String name) {
    try {
      Class.forName(name);
      return true;
    } catch (ClassNotFoundException e) {
      return false;
    }
  }
}
