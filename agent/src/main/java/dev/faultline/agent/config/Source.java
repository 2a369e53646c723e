// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** One place where settings are looked for. */
interface Source {
  /** What this place says about the option, as it was written, or null. */
  @Nullable String value(Option<?> option);

  /** The name of the option in this place, as a message shows it. */
  String name(Option<?> option);

  /** Named {@code faultline.sample.rate}: system properties. */
  final class OfProperties implements Source {
    private final Properties properties;

    OfProperties(Properties properties) {
      this.properties = properties;
    }

    @Override
    public @Nullable String value(Option<?> option) {
      return properties.getProperty(option.property());
    }

    @Override
    public String name(Option<?> option) {
      return option.property();
    }
  }

  /** Named {@code FAULTLINE_SAMPLE_RATE}: the environment. */
  final class OfEnvironment implements Source {
    private final Map<String, String> env;

    OfEnvironment(Map<String, String> env) {
      this.env = env;
    }

    @Override
    public @Nullable String value(Option<?> option) {
      return env.get(option.env());
    }

    @Override
    public String name(Option<?> option) {
      return option.env();
    }
  }

  /** Named with or without the prefix: a settings file, the arguments of {@code -javaagent}. */
  final class OfEither implements Source {
    final Properties properties;
    private final String place;

    /**
     * @param place completes "faultline.sample.rate ...", as in "in the agent's arguments"
     */
    OfEither(Properties properties, String place) {
      this.properties = properties;
      this.place = place;
    }

    @Override
    public @Nullable String value(Option<?> option) {
      String value = properties.getProperty(option.property());
      return value != null ? value : properties.getProperty(option.key);
    }

    @Override
    public String name(Option<?> option) {
      return option.property() + " " + place;
    }
  }
}
