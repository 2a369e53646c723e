// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.Collections;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * OpenTelemetry's names for what Faultline has a setting of its own for, as environment variables
 * or as system properties: whoever comes from its agent need not change a thing. Sentry's name for
 * its DSN is read by the same rules.
 */
final class OtelSource implements Source {
  private static final String ATTRIBUTES = "OTEL_RESOURCE_ATTRIBUTES";

  /** OpenTelemetry's name of each option that has one. */
  private static final Map<Option<?>, String> NAMES = new HashMap<>();

  /** The resource attributes that say the same as an option. The first one that is set counts. */
  private static final Map<Option<?>, String[]> ATTRIBUTE_NAMES = new HashMap<>();

  static {
    NAMES.put(Options.ENABLED, "OTEL_SDK_DISABLED");
    NAMES.put(Options.SERVICE, "OTEL_SERVICE_NAME");
    NAMES.put(Options.RESOURCE_ATTRIBUTES, ATTRIBUTES);
    NAMES.put(Options.ENDPOINT, "OTEL_EXPORTER_OTLP_ENDPOINT");
    NAMES.put(Options.HEADERS, "OTEL_EXPORTER_OTLP_HEADERS");
    NAMES.put(Options.TIMEOUT, "OTEL_EXPORTER_OTLP_TIMEOUT");
    NAMES.put(Options.COMPRESSION, "OTEL_EXPORTER_OTLP_COMPRESSION");
    NAMES.put(SentryConfig.DSN, "SENTRY_DSN");
    NAMES.put(OtlpConfig.ENCODING, "OTEL_EXPORTER_OTLP_PROTOCOL");
    NAMES.put(TransportConfig.TLS_CA, "OTEL_EXPORTER_OTLP_CERTIFICATE");
    NAMES.put(TransportConfig.TLS_CLIENT_CERTIFICATE, "OTEL_EXPORTER_OTLP_CLIENT_CERTIFICATE");
    NAMES.put(TransportConfig.TLS_CLIENT_KEY, "OTEL_EXPORTER_OTLP_CLIENT_KEY");
    ATTRIBUTE_NAMES.put(Options.SERVICE, new String[] {"service.name"});
    ATTRIBUTE_NAMES.put(Options.RELEASE, new String[] {"service.version"});
    ATTRIBUTE_NAMES.put(
        Options.ENVIRONMENT,
        new String[] {"deployment.environment.name", "deployment.environment"});
  }

  private final Properties properties;
  private final Map<String, String> env;

  OtelSource(Properties properties, Map<String, String> env) {
    this.properties = properties;
    this.env = env;
  }

  @Override
  public @Nullable String value(Option<?> option) {
    String own = set(NAMES.get(option));
    return own == null ? attribute(ATTRIBUTE_NAMES.get(option)) : translated(option, own);
  }

  @Override
  public String name(Option<?> option) {
    String name = NAMES.get(option);
    if (name == null || set(name) == null) name = ATTRIBUTES;
    return env.containsKey(name) ? name : property(name);
  }

  /** What the variable or the property is set to. Empty counts as not set: their rule. */
  private @Nullable String set(@Nullable String name) {
    if (name == null) return null;
    String value = properties.getProperty(property(name), env.get(name));
    return value == null || value.trim().isEmpty() ? null : value.trim();
  }

  private @Nullable String attribute(String @Nullable [] names) {
    if (names == null) return null;
    Map<String, String> attributes = attributes();
    for (String each : names) {
      String value = attributes.get(each);
      if (value != null && !value.isEmpty()) return value;
    }
    return null;
  }

  private Map<String, String> attributes() {
    try {
      String set = set(ATTRIBUTES);
      return set == null ? Collections.<String, String>emptyMap() : Plural.MAP.read(set);
    } catch (IllegalArgumentException e) {
      return Collections.emptyMap(); // Said once, where RESOURCE_ATTRIBUTES itself is read.
    }
  }

  private static String translated(Option<?> option, String value) {
    if (option == Options.ENABLED) return value.equalsIgnoreCase("true") ? "false" : "true";
    if (option == Options.TIMEOUT && isNumber(value)) return value + "ms";
    return value;
  }

  private static boolean isNumber(String value) {
    for (int i = 0; i < value.length(); i++) {
      if (value.charAt(i) < '0' || value.charAt(i) > '9') return false;
    }
    return true;
  }

  private static String property(String name) {
    return name.toLowerCase(Locale.ROOT).replace('_', '.');
  }
}
