// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import org.jspecify.annotations.Nullable;

/** Settings of the InfluxDB exporter. */
public final class InfluxConfig {
  static final OptionList OPTIONS = new OptionList();

  private static final Option<String> ENDPOINT =
      OPTIONS
          .option(Kinds.HTTP_ADDRESS, "influxdb.endpoint", "http://localhost:8086")
          .says("Where the exporter `influxdb` sends to: the base address of an InfluxDB.");

  private static final Option<String> BUCKET =
      OPTIONS
          .option(Kinds.TEXT, "influxdb.bucket", null, "none")
          .says("Bucket to write to, by the API of InfluxDB 2.");

  private static final Option<String> ORG =
      OPTIONS
          .option(Kinds.TEXT, "influxdb.org", null, "none")
          .says("Organization that the bucket belongs to.");

  private static final Option<String> TOKEN =
      OPTIONS
          .option(Kinds.TEXT, "influxdb.token", null, "none")
          .secret()
          .says("API token that may write to the bucket.");

  private static final Option<String> DATABASE =
      OPTIONS
          .option(Kinds.TEXT, "influxdb.database", null, "none")
          .says("Database to write to, by the API of InfluxDB 1, where no bucket is set.");

  private static final Option<String> USER =
      OPTIONS
          .option(Kinds.TEXT, "influxdb.user", null, "none")
          .says("User that may write to the database.");

  private static final Option<String> PASSWORD =
      OPTIONS
          .option(Kinds.TEXT, "influxdb.password", null, "none")
          .secret()
          .says("Password of that user.");

  private final Settings settings;

  InfluxConfig(Settings settings) {
    this.settings = settings;
  }

  /** A base address. */
  public String endpoint() {
    return settings.value(ENDPOINT);
  }

  /** Where it is set, the API of InfluxDB 2 is meant. */
  public @Nullable String bucket() {
    return settings.value(BUCKET);
  }

  public @Nullable String org() {
    return settings.value(ORG);
  }

  public @Nullable String token() {
    return settings.value(TOKEN);
  }

  public @Nullable String database() {
    return settings.value(DATABASE);
  }

  public @Nullable String user() {
    return settings.value(USER);
  }

  public @Nullable String password() {
    return settings.value(PASSWORD);
  }
}
