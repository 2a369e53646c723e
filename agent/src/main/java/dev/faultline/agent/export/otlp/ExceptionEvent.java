// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.stack.StackRenderer;
import dev.faultline.agent.export.attribute.AttributeLimits;
import dev.faultline.agent.export.attribute.AttributeWriter;
import dev.faultline.agent.export.attribute.Keys;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Writes an exception as an event of its span, the older way, for backends that know no other.
 * Written in addition to the log record, and only where the setting asks for it.
 */
final class ExceptionEvent {
  static final String NAME = "exception";

  private static final Fragment BEGIN = new Fragment(",\"events\":[{\"timeUnixNano\":");
  private static final Fragment NAMED = new Fragment(",\"name\":\"exception\",");
  private static final Fragment END = new Fragment("}]");
  private static final int MAX_STACK_LENGTH = 64 << 10;

  private final Json json;
  private final JsonAttributes attributes;
  private final StackRenderer renderer;
  private final Scrubber scrubber;

  ExceptionEvent(Json json, StackRenderer renderer, Scrubber scrubber) {
    this.json = json;
    this.attributes = new JsonAttributes(json);
    this.renderer = renderer;
    this.scrubber = scrubber;
  }

  void encode(Throwable error, long epochNanos) throws IOException {
    json.raw(BEGIN);
    json.quoted(epochNanos);
    json.raw(NAMED);
    attributes.begin();
    write(error, renderer, scrubber, attributes);
    attributes.end();
    json.raw(END);
  }

  /** Writes the attributes of such an event. */
  static void write(
      Throwable error, StackRenderer renderer, Scrubber scrubber, AttributeWriter attributes)
      throws IOException {
    attributes.put(Keys.EXCEPTION_TYPE, error.getClass().getName());
    attributes.put(Keys.EXCEPTION_MESSAGE, message(error, scrubber));
    attributes.put(
        Keys.EXCEPTION_STACK, renderer.render(error), AttributeLimits.of(MAX_STACK_LENGTH));
  }

  /** Masked as a database's: whether it is one is not worth finding out here. */
  private static @Nullable String message(Throwable error, Scrubber scrubber) {
    try {
      return scrubber.exceptionMessage(error.getMessage(), true);
    } catch (Throwable t) { // foreign code
      return null;
    }
  }
}
