// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.config.AgentConfig;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Who sends: the resource attributes. Asked on the shipper's thread, since a host name may have to
 * be looked up; without {@code ManagementFactory}, which would start the platform's beans.
 */
final class Identity {
  private Identity() {}

  /** Values are strings or longs. What is configured wins over what is found. */
  static Map<String, Object> of(AgentConfig config, String version) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("service.name", config.service());
    put(all, "service.version", config.release());
    all.put("service.instance.id", UUID.randomUUID().toString());
    put(all, "deployment.environment.name", config.environment());
    if (config.filter().hostName()) put(all, "host.name", hostName());
    long pid = pid();
    if (pid > 0) all.put("process.pid", pid);
    put(all, "process.runtime.name", System.getProperty("java.runtime.name"));
    put(all, "process.runtime.version", System.getProperty("java.runtime.version"));
    put(all, "process.runtime.description", runtime());
    all.put("telemetry.sdk.name", "faultline");
    all.put("telemetry.sdk.language", "java");
    all.put("telemetry.sdk.version", version);
    for (Map.Entry<String, String> each : config.resourceAttributes().entrySet()) {
      boolean said = each.getKey().startsWith("service.") && all.containsKey(each.getKey());
      if (!said || each.getKey().equals("service.instance.id")) {
        all.put(each.getKey(), each.getValue());
      }
    }
    return all;
  }

  private static void put(Map<String, Object> all, String name, @Nullable String value) {
    if (value != null && !value.isEmpty()) all.put(name, value);
  }

  private static String runtime() {
    return System.getProperty("java.vm.vendor")
        + ' '
        + System.getProperty("java.vm.name")
        + ' '
        + System.getProperty("java.vm.version");
  }

  /** The environment's, where there is one: a name server that hangs would hold us up. */
  private static @Nullable String hostName() {
    String name = System.getenv("HOSTNAME");
    if (name == null || name.isEmpty()) name = System.getenv("COMPUTERNAME");
    if (name != null && !name.isEmpty()) return name;
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  /**
   * Linux tells by a link. {@code ProcessHandle}, from Java 9 on, starts a thread pool of its own:
   * in an application that has none, it would be the first class to be woven. 0 when not found.
   */
  private static long pid() {
    try {
      return Long.parseLong(new File("/proc/self").getCanonicalFile().getName());
    } catch (IOException | RuntimeException notLinux) {
      return pidOfHandle();
    }
  }

  private static long pidOfHandle() {
    try {
      Class<?> handle = Class.forName("java.lang.ProcessHandle");
      Object current = handle.getMethod("current").invoke(null);
      return (Long) handle.getMethod("pid").invoke(current);
    } catch (ReflectiveOperationException | RuntimeException e) {
      return 0;
    }
  }
}
