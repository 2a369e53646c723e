// SPDX-License-Identifier: Apache-2.0
package org.apache.kafka.common.utils;

import java.io.IOException;
import java.io.InputStream;
import java.util.Properties;
import org.apache.kafka.common.metrics.Metrics;

/**
 * Stands in for Kafka's class of that name, which registers each client in the JVM's MBean server,
 * and so has the server made where the application has not asked for it yet: see RATIONALE.md.
 * Tells which version the client is, and registers nothing.
 */
public final class AppInfoParser {
  private static final Properties INFO = read();

  private AppInfoParser() {}

  public static String getVersion() {
    return INFO.getProperty("version", "unknown").trim();
  }

  public static String getCommitId() {
    return INFO.getProperty("commitId", "unknown").trim();
  }

  public static void registerAppInfo(String prefix, String id, Metrics metrics, long nowMs) {}

  public static void unregisterAppInfo(String prefix, String id, Metrics metrics) {}

  private static Properties read() {
    Properties info = new Properties();
    try (InputStream in =
        AppInfoParser.class.getResourceAsStream("/kafka/kafka-version.properties")) {
      if (in != null) info.load(in);
    } catch (IOException e) {
      // the version is for the brokers' statistics
    }
    return info;
  }
}
