// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.status;

import java.io.File;
import java.io.IOException;
import java.lang.reflect.InvocationTargetException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * The JDK's {@code com.sun.tools.attach}, by reflection: on Java 8 it is in a jar of its own, and a
 * runtime without it is to get a sentence, not a NoClassDefFoundError.
 */
final class AttachApi {
  static final String MISSING =
      "this Java cannot ask another one: it has no module jdk.attach (on Java 8, no lib/tools.jar)."
          + " Use the java of a JDK, of any version from 8 on";

  private final Class<?> machine;
  private final ClassLoader loader;

  private AttachApi(Class<?> machine, ClassLoader loader) {
    this.machine = machine;
    this.loader = loader;
  }

  /**
   * That of the running Java.
   *
   * @throws IOException that says what to do, where there is none
   */
  static AttachApi open() throws IOException {
    ClassLoader system = ClassLoader.getSystemClassLoader();
    for (ClassLoader each : new ClassLoader[] {system, new URLClassLoader(tools(), system)}) {
      try {
        return new AttachApi(
            Class.forName("com.sun.tools.attach.VirtualMachine", true, each), each);
      } catch (ClassNotFoundException | LinkageError e) {
        // perhaps in the other place
      }
    }
    throw new IOException(MISSING);
  }

  private static URL[] tools() throws MalformedURLException {
    File home = new File(System.getProperty("java.home", ""));
    List<URL> places = new ArrayList<>();
    for (String each : new String[] {"lib/tools.jar", "../lib/tools.jar"}) {
      File jar = new File(home, each);
      if (jar.exists()) places.add(jar.toURI().toURL());
    }
    return places.toArray(new URL[0]);
  }

  /** Process ids of the JVMs that can be seen. */
  List<String> list() throws IOException {
    List<String> ids = new ArrayList<>();
    Class<?> descriptor = type("com.sun.tools.attach.VirtualMachineDescriptor");
    for (Object each : (List<?>) call(machine, null, "list")) {
      ids.add((String) call(descriptor, each, "id"));
    }
    return ids;
  }

  /**
   * What a JVM tells whoever attaches.
   *
   * @throws IOException when it does not let us
   */
  Properties agentProperties(String pid) throws IOException {
    Object attached = call(machine, null, "attach", pid);
    try {
      return (Properties) call(machine, attached, "getAgentProperties");
    } finally {
      call(machine, attached, "detach");
    }
  }

  private Class<?> type(String name) throws IOException {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new IOException(MISSING, e);
    }
  }

  private static Object call(
      Class<?> type, @Nullable Object target, String name, String... arguments) throws IOException {
    Class<?>[] types = new Class<?>[arguments.length];
    Arrays.fill(types, String.class);
    try {
      return type.getMethod(name, types).invoke(target, (Object[]) arguments);
    } catch (InvocationTargetException e) {
      throw new IOException(said(e), e);
    } catch (ReflectiveOperationException e) {
      throw new IOException(MISSING, e);
    }
  }

  private static String said(InvocationTargetException failure) {
    Throwable cause = failure.getCause();
    String message = cause == null ? null : cause.getMessage();
    return message == null || message.isEmpty() ? String.valueOf(cause) : message;
  }
}
