// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.agent.enrich.Breadcrumb;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.Step;
import dev.faultline.bootstrap.fault.Layer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;

/** Writes what became of a fault, which way it went, and what happened before it. */
final class StoryAttributes {
  private static final Key STATE = new Key("faultline.state");
  private static final Key LAYERS = new Key("faultline.layers");
  private static final Key WAY = new Key("faultline.way");
  private static final Key DURATION = new Key("faultline.operation.duration_seconds");
  private static final Key BREADCRUMBS = new Key("faultline.breadcrumbs");

  private static final long MICRO = 1_000;

  private final AttributeWriter attributes;

  StoryAttributes(AttributeWriter attributes) {
    this.attributes = attributes;
  }

  void encode(Fault fault) throws IOException {
    if (fault.state != null) attributes.put(STATE, name(fault.state));
    attributes.put(LAYERS, names(fault.layers));
    if (!fault.way.isEmpty()) attributes.put(WAY, words(fault.way));
    if (fault.durationNanos >= 0) attributes.putSeconds(DURATION, fault.durationNanos);
    if (!fault.breadcrumbs.isEmpty()) attributes.putLong(BREADCRUMBS, lines(fault));
  }

  private static String[] words(List<Step> way) {
    String[] words = new String[way.size()];
    for (int i = 0; i < words.length; i++) words[i] = way.get(i).toString();
    return words;
  }

  private static String[] names(List<Layer> layers) {
    String[] names = new String[layers.size()];
    for (int i = 0; i < names.length; i++) names[i] = name(layers.get(i));
    return names;
  }

  private static String[] lines(Fault fault) {
    String[] lines = new String[fault.breadcrumbs.size()];
    for (int i = 0; i < lines.length; i++) lines[i] = line(fault.breadcrumbs.get(i), fault.nanos);
    return lines;
  }

  /** Such as {@code 12.300 ms before, statement, 4.100 ms, failed: INSERT orders}. */
  static String line(Breadcrumb crumb, long faultNanos) {
    StringBuilder line = new StringBuilder(64);
    millis(line, Math.max(0, faultNanos - crumb.nanos))
        .append(" before, ")
        .append(name(crumb.kind));
    if (crumb.durationNanos > 0) millis(line.append(", "), crumb.durationNanos);
    if (crumb.failed) line.append(", failed");
    return line.append(": ").append(crumb.text).toString();
  }

  private static StringBuilder millis(StringBuilder line, long nanos) {
    long micros = nanos / MICRO;
    long fraction = micros % 1_000;
    line.append(micros / 1_000).append('.');
    if (fraction < 100) line.append('0');
    if (fraction < 10) line.append('0');
    return line.append(fraction).append(" ms");
  }

  private static String name(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }
}
