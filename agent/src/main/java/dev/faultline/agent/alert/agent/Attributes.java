// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.agent;

import dev.faultline.agent.alert.event.AlertEventBuilder;
import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Key;
import org.jspecify.annotations.Nullable;

/** Passes attributes on to an event: those that are one value, and have no other place there. */
final class Attributes implements AttributeWriter {
  private final AlertEventBuilder event;

  Attributes(AlertEventBuilder event) {
    this.event = event;
  }

  @Override
  public void put(Key key, @Nullable String value, int maxLength) {
    if (value == null || key.name.startsWith("exception.") || key.name.endsWith("_stacktrace")) {
      return;
    }
    event.attribute(key.name, value);
  }

  @Override
  public void put(Key key, long value) {
    event.attribute(key.name, Long.toString(value));
  }

  @Override
  public void put(Key key, double value) {
    event.attribute(key.name, Double.toString(value));
  }

  @Override
  public void put(Key key, boolean value) {
    event.attribute(key.name, Boolean.toString(value));
  }

  @Override
  public void put(Key key, String[] values) {}

  @Override
  public void putLong(Key key, String[] values) {}
}
