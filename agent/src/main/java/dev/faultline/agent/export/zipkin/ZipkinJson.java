// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.zipkin;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Losses;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/** Writes spans as the elements of one JSON array. */
final class ZipkinJson implements Encoder {
  private static final JsonFactory FACTORY = new JsonFactory();

  private final ExportContext context;
  private final Pieces spans = new Pieces(Signal.SPANS, "application/json", "[", ",", "]");
  private JsonGenerator json;
  private SpanEncoder encoder;

  ZipkinJson(ExportContext context) {
    this.context = context;
    this.json = generator();
    this.encoder = new SpanEncoder(json, context);
  }

  @Override
  public void add(Part part) {
    for (Span span = part.first; span != null; span = span.next) add(span, part);
  }

  private void add(Span span, Part part) {
    spans.begin();
    try {
      encoder.encode(span, part);
      json.flush();
      spans.end();
    } catch (IOException | RuntimeException | LinkageError e) {
      takeBack();
    }
  }

  /** The generator stands in the middle of a span then, with some of it not yet written out. */
  private void takeBack() {
    json = generator();
    encoder = new SpanEncoder(json, context);
    spans.rollback();
    context.losses.dropped(Signal.SPANS, 1, Losses.ENCODING_FAILED);
  }

  private JsonGenerator generator() {
    try {
      JsonGenerator generator = FACTORY.createGenerator(spans.out);
      generator.setRootValueSeparator(null);
      return generator;
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
  }

  @Override
  public int records(Signal signal) {
    return spans.records();
  }

  @Override
  public int bytes(Signal signal) {
    return spans.bytes();
  }

  @Override
  public @Nullable Payload take(Signal signal) {
    context.clock.adjust();
    return spans.take();
  }
}
