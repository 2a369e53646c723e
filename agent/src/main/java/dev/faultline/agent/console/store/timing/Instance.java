// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.Source;
import java.sql.ResultSet;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** A process that something came from. */
public final class Instance {
  static final String COLUMNS =
      "instance_id, service, environment, instance_key, release, host, pid, jvm, agent, started,"
          + " first_seen, last_seen, told_at, tell_millis, tells_statements";

  /** {@code faultline.metrics.interval}, where nothing else is known. */
  private static final long USUAL_MILLIS = 30_000;

  private static final long MIN_MILLIS = 5_000;
  private static final long MAX_MILLIS = 3_600_000;

  /** Reports that come in several requests are one. */
  private static final long SAME_REPORT_MILLIS = 500;

  final long number;
  public final String service;
  public final String environment;

  /** Its {@code service.instance.id}; where it has none, host and process; or empty. */
  public final String id;

  public String release;
  public String host;
  public String pid;

  /** Name and version of its runtime. */
  public String jvm;

  /** Name and version of what sends. */
  public String agent;

  /** 0 where it is not known. */
  public long startedMillis;

  public final long firstSeen;
  public long lastSeen;
  boolean tellsStatements;
  private long toldAt;
  private long tellMillis;

  /** When what was seen last has been written. */
  long savedAt;

  /** Whether it stands for all those that there was no room for. */
  boolean isShared() {
    return service.equals(Instances.OTHERS.service) && id.isEmpty();
  }

  /** A new one. */
  Instance(long number, Source source, long now) {
    this.number = number;
    service = source.service;
    environment = source.environment;
    id = key(source);
    release = host = pid = jvm = agent = "";
    firstSeen = now;
    lastSeen = now;
    take(source);
  }

  Instance(ResultSet row) throws SQLException {
    number = row.getLong(1);
    service = row.getString(2);
    environment = row.getString(3);
    id = row.getString(4);
    release = row.getString(5);
    host = row.getString(6);
    pid = row.getString(7);
    jvm = row.getString(8);
    agent = row.getString(9);
    startedMillis = row.getLong(10);
    firstSeen = row.getLong(11);
    lastSeen = row.getLong(12);
    toldAt = row.getLong(13);
    tellMillis = row.getLong(14);
    tellsStatements = row.getBoolean(15);
    savedAt = lastSeen;
  }

  static String key(Source source) {
    if (!source.instance.isEmpty()) return source.instance;
    String pid = source.attributes.text("process.pid");
    return pid.isEmpty() ? "" : clip(source.attributes.text("host.name") + "/" + pid);
  }

  /** What it says of itself now; true when that is news. */
  boolean take(Source source) {
    AttributeMap of = source.attributes;
    String before = release + host + pid + jvm + agent;
    release = source.release;
    host = clip(of.text("host.name"));
    pid = clip(of.text("process.pid"));
    jvm = clip(both(of.text("process.runtime.name"), of.text("process.runtime.version")));
    agent =
        of.text("telemetry.distro.name").isEmpty()
            ? clip(both(of.text("telemetry.sdk.name"), of.text("telemetry.sdk.version")))
            : clip(both(of.text("telemetry.distro.name"), of.text("telemetry.distro.version")));
    return !before.equals(release + host + pid + jvm + agent);
  }

  /** Metrics came; how often they do tells when silence means something. */
  void told(long now) {
    long gap = now - toldAt;
    if (toldAt > 0 && gap < SAME_REPORT_MILLIS) return;
    // one report that did not come makes the next gap two of them
    if (toldAt > 0) tellMillis = tellMillis == 0 ? gap : Math.min(gap, 2 * tellMillis);
    toldAt = now;
  }

  /** Whether it is to be taken for alive. */
  public boolean isAlive(long now) {
    long interval = tellMillis == 0 ? USUAL_MILLIS : tellMillis;
    return now - lastSeen <= 3 * Math.max(MIN_MILLIS, Math.min(interval, MAX_MILLIS));
  }

  /**
   * How it is: {@code alive}; {@code silent}, where it used to tell metrics regularly and does not
   * any more; or {@code quiet}, where nothing came and nothing had to.
   */
  public String state(long now) {
    if (isAlive(now)) return "alive";
    return tellMillis > 0 ? "silent" : "quiet";
  }

  /** In the order of the columns, its number last. */
  @Nullable Object[] values() {
    return new @Nullable Object[] {
      service,
      environment,
      id,
      release,
      host,
      pid,
      jvm,
      agent,
      startedMillis,
      firstSeen,
      lastSeen,
      toldAt,
      tellMillis,
      tellsStatements,
      number
    };
  }

  private static String both(String name, String version) {
    return version.isEmpty() || name.isEmpty() ? name + version : name + " " + version;
  }

  private static String clip(String text) {
    return AttributeMap.clip(text, 200);
  }
}
