// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.otlp;

import dev.faultline.agent.export.Bytes;
import dev.faultline.agent.export.Pieces;
import dev.faultline.agent.export.attribute.KeyCache;
import dev.faultline.bootstrap.metric.Histogram;
import dev.faultline.bootstrap.metric.Series;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Writes metrics as protobuf, one piece each; the fields are those of metrics/v1/metrics.proto. A
 * metric without points is taken back.
 */
final class ProtoMetrics implements PointWriter {
  private static final int NAME = Proto.tag(1, Proto.BYTES);
  private static final int UNIT = Proto.tag(3, Proto.BYTES);
  private static final int SUM = Proto.tag(7, Proto.BYTES);
  private static final int HISTOGRAM = Proto.tag(9, Proto.BYTES);

  // the same of a sum and of a histogram
  private static final int POINTS = Proto.tag(1, Proto.BYTES);
  private static final int TEMPORALITY = Proto.tag(2, Proto.VARINT);
  private static final int START = Proto.tag(2, Proto.FIXED64);
  private static final int TIME = Proto.tag(3, Proto.FIXED64);
  private static final int CUMULATIVE = 2;

  private static final int MONOTONIC = Proto.tag(3, Proto.VARINT);
  private static final int NUMBER_AS_INT = Proto.tag(6, Proto.FIXED64);
  private static final int NUMBER_ATTRIBUTES = 7;

  private static final int COUNT = Proto.tag(4, Proto.FIXED64);
  private static final int TOTAL = Proto.tag(5, Proto.FIXED64);
  private static final int BUCKETS = Proto.tag(6, Proto.BYTES);
  private static final int DURATION_ATTRIBUTES = 9;
  private static final byte[] BOUNDS = bounds();

  private final Pieces pieces;
  private final Proto proto;
  private final ProtoAttributes numberAttributes;
  private final ProtoAttributes durationAttributes;
  private final KeyCache keys = new KeyCache("");

  private long startEpochNanos;
  private long nowEpochNanos;
  private boolean open;
  private int metric;
  private int data;
  private int points;

  ProtoMetrics(Pieces pieces) {
    this.pieces = pieces;
    this.proto = new Proto(pieces.out);
    this.numberAttributes = new ProtoAttributes(proto, NUMBER_ATTRIBUTES);
    this.durationAttributes = new ProtoAttributes(proto, DURATION_ATTRIBUTES);
  }

  @Override
  public void begin(long startEpochNanos, long nowEpochNanos) {
    this.startEpochNanos = startEpochNanos;
    this.nowEpochNanos = nowEpochNanos;
    this.open = false;
  }

  @Override
  public void end() {
    if (!open) return;
    open = false;
    if (points == 0) {
      pieces.rollback();
      return;
    }
    proto.end(data);
    proto.end(metric);
    pieces.end(points);
  }

  @Override
  public void sum(String name, String unit, boolean monotonic) {
    next(name, unit, SUM);
    if (monotonic) proto.varint(MONOTONIC, 1);
  }

  @Override
  public void point(long value, String... keysAndValues) {
    int begun = beginPoint();
    try {
      PointWriter.attributes(keysAndValues, keys, numberAttributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
    proto.fixed64(NUMBER_AS_INT, value);
    proto.end(begun);
  }

  @Override
  public void durations(String name) {
    next(name, "s", HISTOGRAM);
  }

  @Override
  public void point(Series series, Histogram histogram) {
    long[] counts = PointWriter.counts(histogram);
    long count = PointWriter.sum(counts);
    if (count == 0) return;
    int begun = beginPoint();
    try {
      PointWriter.attributes(series, keys, durationAttributes);
    } catch (IOException e) {
      throw new UncheckedIOException(e); // there is no I/O: all is in memory
    }
    proto.fixed64(COUNT, count);
    proto.decimal(TOTAL, histogram.sumNanos() / NANOS);
    proto.varint(BUCKETS, 8L * counts.length);
    for (long each : counts) proto.fixed64(each);
    proto.raw(BOUNDS);
    proto.end(begun);
  }

  private void next(String name, String unit, int kind) {
    end();
    open = true;
    points = 0;
    pieces.begin();
    metric = proto.begin(ProtoEnvelope.RECORD);
    proto.string(NAME, name);
    proto.string(UNIT, unit);
    data = proto.begin(kind);
    proto.varint(TEMPORALITY, CUMULATIVE);
  }

  private int beginPoint() {
    points++;
    int begun = proto.begin(POINTS);
    proto.fixed64(START, startEpochNanos);
    proto.fixed64(TIME, nowEpochNanos);
    return begun;
  }

  private static byte[] bounds() {
    Bytes out = new Bytes();
    Proto proto = new Proto(out);
    proto.varint(Proto.tag(7, Proto.BYTES), 8L * (Histogram.bucketCount() - 1));
    for (int i = 0; i < Histogram.bucketCount() - 1; i++) {
      proto.fixed64(Double.doubleToRawLongBits(Histogram.bound(i) / NANOS));
    }
    return out.toByteArray();
  }
}
