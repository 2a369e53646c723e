// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

/**
 * Names that are not even looked at, because nothing a probe is about can bear them: our own,
 * dynamic proxies, lambdas, other agents.
 */
final class Names {
  private static final String[] PREFIXES = {
    "dev/faultline/agent/",
    "dev/faultline/bootstrap/",
    "net/bytebuddy/",
    "io/opentelemetry/javaagent/",
    "co/elastic/apm/agent/",
    "datadog/trace/",
    "com/newrelic/agent/",
    "org/glowroot/agent/",
    "com/dynatrace/",
    "com/appdynamics/",
  };

  private Names() {}

  /** Takes a name with slashes. */
  static boolean areIgnored(String name) {
    for (String prefix : PREFIXES) {
      if (name.startsWith(prefix)) return true;
    }
    return isGenerated(name);
  }

  private static boolean isGenerated(String name) {
    int dollar = name.indexOf('$');
    if (dollar < 0) return false;
    return name.startsWith("$Proxy", name.lastIndexOf('/') + 1) || name.contains("$$Lambda");
  }
}
