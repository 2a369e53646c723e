// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.sql.SqlDigest;
import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.EpochClock;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.agent.export.otlp.OtlpExporter;
import dev.faultline.bootstrap.lane.Lanes;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import dev.faultline.bootstrap.trace.CurrentTrace;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import dev.faultline.bootstrap.trace.SpanType;
import dev.faultline.bootstrap.trace.Trace;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What the shipper does, on its own thread: reads a statement, writes a request. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ShipperBenchmark {
  /** Requests a payload. */
  private static final int BATCH = 100;

  private static final Database DATABASE = new Database("postgresql", "shop", "db.example", 5432);

  private static final String SQL =
      "SELECT o.id, o.total, c.name FROM orders o JOIN customer c ON c.id = o.customer_id"
          + " WHERE o.state = 'open' AND o.total > 99.95 AND c.country IN ('DE', 'AT', 'CH')";

  private Encoder json;
  private Encoder protobuf;
  private Part request;
  private int texts;

  @Setup
  public void open() {
    json = encoder("json");
    protobuf = encoder("protobuf");
    request = request();
  }

  /** A text that was not seen before, with values in it: some 175 characters. */
  @Benchmark
  public SqlDigest digest(AllocatedBytes allocated) {
    allocated.operations++;
    return SqlDigest.of(new SqlStatement(SQL + " AND c.k" + texts++ + " = 1", DATABASE));
  }

  /** One of 161 characters that differs in its values from one that was. */
  @Benchmark
  public SqlDigest digestOfOtherValues(AllocatedBytes allocated) {
    allocated.operations++;
    return SqlDigest.of(new SqlStatement(SQL, DATABASE));
  }

  /** A request and a statement as OTLP in JSON; a payload is taken every {@value #BATCH}. */
  @Benchmark
  public Payload encodeJson(AllocatedBytes allocated) {
    return encode(json, allocated);
  }

  /** The same as protobuf. */
  @Benchmark
  public Payload encodeProtobuf(AllocatedBytes allocated) {
    return encode(protobuf, allocated);
  }

  private Payload encode(Encoder encoder, AllocatedBytes allocated) {
    encoder.add(request);
    return ++allocated.operations % BATCH == 0 ? encoder.take(Signal.SPANS) : null;
  }

  private static Encoder encoder(String encoding) {
    AgentConfig config = AgentConfig.of(Map.of("otlp.encoding", encoding));
    OtlpExporter exporter = new OtlpExporter(config);
    exporter.open(
        new ExportContext(
            new TreeMap<>(Map.of("service.name", "shop")),
            "0.1.0",
            Scrubber.of(config),
            new EpochClock(System::currentTimeMillis, System::nanoTime),
            System::nanoTime,
            (signal, count, reason) -> {
              throw new AssertionError(count + " " + signal + " " + reason);
            },
            key -> null));
    return exporter.encoder();
  }

  private static Part request() {
    Request subject = new Request();
    subject.method = "GET";
    subject.route = "/orders/{id}";
    subject.status = 200;
    subject.scheme = "http";
    subject.path = "/orders/17";
    subject.protocol = "HTTP/1.1";
    subject.serverAddress = "shop.example";
    subject.serverPort = 8080;
    subject.clientAddress = "192.0.2.7";
    subject.userAgent = "Mozilla/5.0 (X11; Linux x86_64)";
    CurrentTrace current = CurrentTrace.get();
    long now = System.nanoTime();
    Trace trace = current.beginTrace(SpanType.REQUEST, subject, null, now);
    Span span = current.begin(SpanType.STATEMENT, new SqlStatement(SQL, DATABASE), now);
    current.end(span, now + 2_000_000, null);
    current.endTrace(trace, trace.end(now + 3_000_000, false), now + 3_000_000);
    return Lanes.PARTS.poll();
  }
}
