// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.startup;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Set;
import java.util.TreeSet;
import java.util.logging.LogManager;
import javax.management.MBeanServer;
import javax.management.MBeanServerBuilder;
import javax.management.MBeanServerDelegate;
import javax.management.ObjectName;

/**
 * As an application server does, it says late, in its main method, which log manager and which
 * MBean server it wants. Makes the server when the first line comes on standard input, and waits
 * for another line before it ends, naming what is registered.
 */
public final class LateServer {
  private static boolean built;

  private LateServer() {}

  public static void main(String[] args) throws Exception {
    System.out.println("waiting");
    awaitLine();
    System.setProperty("java.util.logging.manager", Manager.class.getName());
    System.setProperty("javax.management.builder.initial", Builder.class.getName());
    MBeanServer server = ManagementFactory.getPlatformMBeanServer();
    System.out.println("builder " + (built ? "ours" : "another"));
    System.out.println("log manager " + LogManager.getLogManager().getClass().getSimpleName());
    awaitBean(server);
    Set<String> names = new TreeSet<>();
    for (ObjectName each : server.queryNames(new ObjectName("dev.faultline:*"), null)) {
      names.add(each.getCanonicalName());
    }
    for (String each : names) System.out.println("bean " + each);
    awaitLine();
  }

  private static void awaitBean(MBeanServer server) throws Exception {
    ObjectName wanted = new ObjectName("dev.faultline:type=Account,exporter=file,signal=spans");
    while (!server.isRegistered(wanted)) Thread.sleep(50);
  }

  private static void awaitLine() throws IOException {
    for (int read = System.in.read(); read >= 0 && read != '\n'; ) read = System.in.read();
  }

  /** Not the JDK's. */
  public static final class Manager extends LogManager {}

  /** Not the JDK's either. */
  public static final class Builder extends MBeanServerBuilder {
    @Override
    public MBeanServer newMBeanServer(
        String defaultDomain, MBeanServer outer, MBeanServerDelegate delegate) {
      built = true;
      return super.newMBeanServer(defaultDomain, outer, delegate);
    }
  }
}
