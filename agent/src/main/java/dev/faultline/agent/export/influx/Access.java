// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.influx;

import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where points are written to, and on whose behalf: by what is set. */
final class Access {
  private Access() {}

  /**
   * Path and query of the write API, without a secret in it: addresses end up in logs.
   *
   * @throws IllegalArgumentException when there is nothing to write to
   */
  static String path(@Nullable String bucket, @Nullable String org, @Nullable String database) {
    if (bucket != null) {
      String of = org == null ? "" : "org=" + encoded(org) + "&";
      return "/api/v2/write?" + of + "bucket=" + encoded(bucket) + "&precision=ns";
    }
    if (database != null) return "/write?db=" + encoded(database) + "&precision=ns";
    throw new IllegalArgumentException(
        "neither faultline.influxdb.bucket (InfluxDB 2) nor faultline.influxdb.database"
            + " (InfluxDB 1) is set");
  }

  /** A token goes before a user: later versions take it for either API. */
  static Map<String, String> headers(
      @Nullable String token, @Nullable String user, @Nullable String password) {
    if (token != null) return Collections.singletonMap("Authorization", "Token " + token);
    if (user == null) return Collections.emptyMap();
    String pair = user + ':' + (password == null ? "" : password);
    String basic = Base64.getEncoder().encodeToString(pair.getBytes(StandardCharsets.UTF_8));
    return Collections.singletonMap("Authorization", "Basic " + basic);
  }

  private static String encoded(String value) {
    try {
      return URLEncoder.encode(value, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e); // every JVM has it
    }
  }
}
