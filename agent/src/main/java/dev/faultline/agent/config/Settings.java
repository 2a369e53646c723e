// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/**
 * Reads every option from the first source that sets it. A value that cannot be read gives way to
 * the default, not to the next source: that is easier to tell, and to understand.
 */
final class Settings {
  private final Map<Option<?>, Object> values = new IdentityHashMap<>();
  private final List<String> complaints = new ArrayList<>();
  private List<Source> sources = Collections.emptyList();

  /**
   * @param arguments of {@code -javaagent}
   */
  static Settings read(@Nullable String arguments, Properties properties, Map<String, String> env) {
    Settings settings = new Settings();
    settings.sources = settings.sources(AgentArguments.read(arguments), properties, env);
    for (Option<?> each : Options.all()) settings.read(each, settings.sources);
    return settings;
  }

  /** The value of the option, or its default. Null only where it has no default. */
  @SuppressWarnings({"unchecked", "NullAway"}) // A value is of the type that its option reads.
  <T> T value(Option<T> option) {
    Object value = values.get(option);
    return value == null ? option.byDefault : (T) value;
  }

  /** The value of a setting that has no option, or null. */
  @Nullable String other(String key) {
    Option<String> option = Option.of(Kinds.TEXT, key, null, "");
    for (Source each : sources) {
      String value = each.value(option);
      if (value != null) return value;
    }
    return null;
  }

  /** What was not understood, a line each. */
  List<String> complaints() {
    return Collections.unmodifiableList(complaints);
  }

  private List<Source> sources(
      Properties arguments, Properties properties, Map<String, String> env) {
    List<Source> sources = new ArrayList<>();
    sources.add(new Source.OfEither(arguments, "in the agent's arguments"));
    sources.add(new Source.OfProperties(properties));
    sources.add(new Source.OfEnvironment(env));
    read(DeliveryConfig.EXPORTERS, sources);
    UnknownKeys unknown = new UnknownKeys(value(DeliveryConfig.EXPORTERS), complaints);
    unknown.inOwn(arguments.stringPropertyNames());
    unknown.inProperties(properties.stringPropertyNames());
    unknown.inEnvironment(env.keySet());
    read(Options.CONFIG, sources);
    String path = value(Options.CONFIG);
    if (path != null) sources.add(file(path, unknown));
    sources.add(new OtelSource(properties, env));
    return sources;
  }

  private Source file(String path, UnknownKeys unknown) {
    Properties file = SettingsFile.read(path, complaints);
    unknown.inOwn(file.stringPropertyNames());
    return new Source.OfEither(file, "in " + path);
  }

  private void read(Option<?> option, List<Source> sources) {
    for (Source each : sources) {
      String value = each.value(option);
      if (value == null) continue;
      value = value.trim();
      if (value.isEmpty() && !option.kind.acceptsBlank()) continue;
      read(option, value, each);
      return;
    }
  }

  private void read(Option<?> option, String value, Source source) {
    try {
      values.put(option, option.read(value));
    } catch (IllegalArgumentException e) {
      complaints.add(
          source.name(option)
              + ": \""
              + option.quote(value)
              + "\" "
              + e.getMessage()
              + "; using "
              + option.showDefault());
    }
  }
}
