// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.table;

import dev.faultline.agent.console.record.AttributeMap;
import dev.faultline.agent.console.record.FaultRecord;
import dev.faultline.agent.console.record.LineRecord;
import dev.faultline.agent.console.record.Source;
import dev.faultline.agent.console.record.SpanRecord;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Records as bytes and back. Their source is kept beside them. */
public final class Codec {
  private static final int TEXT = 1;
  private static final int LONG = 2;
  private static final int DOUBLE = 3;
  private static final int BOOLEAN = 4;
  private static final int LIST = 5;

  /** Of a span without its attributes, in bytes: its texts are short. */
  private static final int MAX_HEAD = 8_192;

  private Codec() {}

  public static byte[] pack(SpanRecord span) {
    return Packed.pack(
        out -> {
          text(out, span.parentId);
          text(out, span.name);
          out.writeInt(span.kind);
          out.writeLong(span.flags);
          out.writeLong(span.startNanos);
          out.writeLong(span.endNanos);
          out.writeBoolean(span.failed);
          attributes(out, span.attributes);
        });
  }

  public static SpanRecord span(Source source, String traceId, String id, DataInputStream in)
      throws IOException {
    return span(source, traceId, id, in, true);
  }

  /** Without its attributes, which are not even unpacked. */
  public static SpanRecord headOfSpan(Source source, String traceId, String id, byte[] packed)
      throws IOException {
    return span(source, traceId, id, Packed.unpack(packed, MAX_HEAD), false);
  }

  private static SpanRecord span(
      Source source, String traceId, String id, DataInputStream in, boolean attributes)
      throws IOException {
    return new SpanRecord(
        source,
        traceId,
        id,
        text(in),
        text(in),
        in.readInt(),
        in.readLong(),
        in.readLong(),
        in.readLong(),
        in.readBoolean(),
        attributes ? attributes(in) : new AttributeMap());
  }

  public static byte[] pack(FaultRecord fault) {
    return Packed.pack(
        out -> {
          text(out, fault.source.instance);
          text(out, fault.uid);
          out.writeLong(fault.timeNanos);
          text(out, fault.traceId);
          text(out, fault.spanId);
          text(out, fault.severity);
          attributes(out, fault.attributes);
        });
  }

  public static FaultRecord fault(Source source, byte[] packed) throws IOException {
    DataInputStream in = Packed.unpack(packed);
    Source whole = Source.of(source.service, source.environment, source.release, text(in));
    return FaultRecord.of(
        whole, text(in), in.readLong(), text(in), text(in), text(in), attributes(in));
  }

  public static byte[] pack(LineRecord line) {
    return Packed.pack(
        out -> {
          text(out, line.spanId);
          out.writeLong(line.timeNanos);
          text(out, line.severityText);
          text(out, line.event);
          text(out, line.text);
        });
  }

  public static LineRow line(String service, byte[] packed) throws IOException {
    DataInputStream in = Packed.unpack(packed);
    return new LineRow(service, text(in), in.readLong(), text(in), text(in), text(in));
  }

  /** What would make a record too large is left out, from the first such on. */
  private static void attributes(DataOutputStream out, AttributeMap attributes) throws IOException {
    for (Map.Entry<String, Object> each : attributes.values.entrySet()) {
      if (out.size() + 2 * weight(each.getValue()) > Packed.MAX_BYTES) break;
      out.writeBoolean(true);
      text(out, each.getKey());
      value(out, each.getValue());
    }
    out.writeBoolean(false);
  }

  private static int weight(Object value) {
    int weight = 600;
    if (value instanceof String) return weight + ((String) value).length();
    if (!(value instanceof List)) return weight;
    for (Object each : (List<?>) value) weight += 4 + each.toString().length();
    return weight;
  }

  private static void value(DataOutputStream out, Object value) throws IOException {
    if (value instanceof Long) {
      out.writeByte(LONG);
      out.writeLong((Long) value);
    } else if (value instanceof Double) {
      out.writeByte(DOUBLE);
      out.writeDouble((Double) value);
    } else if (value instanceof Boolean) {
      out.writeByte(BOOLEAN);
      out.writeBoolean((Boolean) value);
    } else if (value instanceof List) {
      out.writeByte(LIST);
      out.writeInt(((List<?>) value).size());
      for (Object each : (List<?>) value) text(out, each.toString());
    } else {
      out.writeByte(TEXT);
      text(out, value.toString());
    }
  }

  private static AttributeMap attributes(DataInputStream in) throws IOException {
    AttributeMap attributes = new AttributeMap();
    while (in.readBoolean()) attributes.values.put(text(in), value(in));
    return attributes;
  }

  private static Object value(DataInputStream in) throws IOException {
    int kind = in.readByte();
    switch (kind) {
      case LONG:
        return in.readLong();
      case DOUBLE:
        return in.readDouble();
      case BOOLEAN:
        return in.readBoolean();
      case LIST:
        int size = in.readInt();
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < size; i++) texts.add(text(in));
        return texts;
      case TEXT:
        return text(in);
      default:
        throw new IOException("a value of another version: " + kind);
    }
  }

  private static void text(DataOutputStream out, String text) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String text(DataInputStream in) throws IOException {
    byte[] bytes = new byte[in.readInt()];
    in.readFully(bytes);
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
