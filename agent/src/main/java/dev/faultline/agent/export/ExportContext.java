// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

import dev.faultline.agent.enrich.scrub.Scrubber;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What every exporter is given when it is opened. Immutable. */
public final class ExportContext {
  /** What all records are about, by OpenTelemetry's names; values are strings or longs. */
  public final Map<String, Object> resource;

  /** Of Faultline. */
  public final String version;

  /** Takes secrets out of what is read of a span's subject. */
  public final Scrubber scrubber;

  /** For the shipper's thread, who looks at it once a batch; see {@link EpochClock#adjust}. */
  public final EpochClock clock;

  /** {@link System#nanoTime}, or what a test puts in its place. */
  public final LongSupplier nanoTime;

  /** Where records are counted that will not be delivered. */
  public final Losses losses;

  private final UnaryOperator<@Nullable String> settings;

  /**
   * @param settings gives the value of a setting by its key, or null
   */
  public ExportContext(
      Map<String, Object> resource,
      String version,
      Scrubber scrubber,
      EpochClock clock,
      LongSupplier nanoTime,
      Losses losses,
      UnaryOperator<@Nullable String> settings) {
    this.resource = resource;
    this.version = version;
    this.scrubber = scrubber;
    this.clock = clock;
    this.nanoTime = nanoTime;
    this.losses = losses;
    this.settings = settings;
  }

  /**
   * A setting that Faultline itself does not know: one of an extension.
   *
   * @param key without the prefix, such as {@code kafka.topic}; wherever a setting can be made,
   *     this one can
   * @return null where it is not set
   */
  public @Nullable String setting(String key) {
    String value = settings.apply(key);
    return value == null || value.trim().isEmpty() ? null : value.trim();
  }

  /** The attribute of the resource as text, or an empty one. */
  public String resource(String name) {
    Object value = resource.get(name);
    return value == null ? "" : value.toString();
  }
}
