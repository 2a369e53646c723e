// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.account;

import java.lang.instrument.Instrumentation;
import java.util.Collections;
import java.util.Map;
import java.util.Properties;
import java.util.Set;

/**
 * The properties that a JVM hands to whoever attaches to it, beside those of the system: no code of
 * the application sees them.
 */
final class AgentProperties {
  private AgentProperties() {}

  /**
   * Those of this JVM.
   *
   * @throws ReflectiveOperationException where the JVM has none
   */
  static Properties open(Instrumentation instrumentation) throws ReflectiveOperationException {
    Class<?> support = support(instrumentation);
    return (Properties) support.getMethod("getAgentProperties").invoke(null);
  }

  private static Class<?> support(Instrumentation instrumentation)
      throws ReflectiveOperationException {
    try {
      return Class.forName("sun.misc.VMSupport", true, null); // Java 8
    } catch (ClassNotFoundException e) {
      Class<?> support = Class.forName("jdk.internal.vm.VMSupport", true, null);
      export(support, instrumentation);
      return support;
    }
  }

  /** To our own module, which is that of our class loader: nobody else sees more than before. */
  private static void export(Class<?> support, Instrumentation instrumentation)
      throws ReflectiveOperationException {
    Class<?> module = Class.forName("java.lang.Module");
    Object theirs = Class.class.getMethod("getModule").invoke(support);
    Object ours = Class.class.getMethod("getModule").invoke(AgentProperties.class);
    Map<String, Set<Object>> exports =
        Collections.singletonMap("jdk.internal.vm", Collections.singleton(ours));
    Instrumentation.class
        .getMethod("redefineModule", module, Set.class, Map.class, Map.class, Set.class, Map.class)
        .invoke(
            instrumentation,
            theirs,
            Collections.emptySet(),
            exports,
            Collections.emptyMap(),
            Collections.emptySet(),
            Collections.emptyMap());
  }
}
