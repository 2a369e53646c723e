// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.timing;

import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.Source;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What durations are about, within a service and an environment: a route, a statement. */
final class TimedKey {
  static final String OTHERS = "(others)";
  private static final int MAX_PART = 300;
  private static final int MAX_TEXT = 4_000;

  final Kind kind;
  final String service;
  final String environment;

  /** Method, route and nothing; or system, namespace and digest. */
  final List<String> parts;

  /** Of a statement: without values. Equal keys may have different ones. */
  final String text;

  TimedKey(Kind kind, Source source, String text, String one, String two, String three) {
    this(kind, source.service, source.environment, text, one, two, three);
  }

  TimedKey(
      Kind kind,
      String service,
      String environment,
      String text,
      String one,
      String two,
      String three) {
    this.kind = kind;
    this.service = service;
    this.environment = environment;
    this.text = AttributeMap.clip(text, MAX_TEXT);
    parts = Arrays.asList(cut(one), cut(two), cut(three));
  }

  /** What stands for those that there is no room for. */
  TimedKey others() {
    boolean request = kind == Kind.REQUEST;
    String text = request ? "" : OTHERS;
    return new TimedKey(kind, service, environment, text, "", request ? OTHERS : "", text);
  }

  private static String cut(String part) {
    return AttributeMap.clip(part, MAX_PART);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof TimedKey)) return false;
    TimedKey that = (TimedKey) other;
    return kind == that.kind
        && parts.equals(that.parts)
        && service.equals(that.service)
        && environment.equals(that.environment);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * parts.hashCode() + service.hashCode()) + kind.ordinal();
  }
}
