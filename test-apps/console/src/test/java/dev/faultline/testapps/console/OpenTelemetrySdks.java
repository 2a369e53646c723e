// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.console;

import io.opentelemetry.api.logs.Logger;
import io.opentelemetry.api.metrics.Meter;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.exporter.otlp.http.logs.OtlpHttpLogRecordExporter;
import io.opentelemetry.exporter.otlp.http.metrics.OtlpHttpMetricExporter;
import io.opentelemetry.exporter.otlp.http.trace.OtlpHttpSpanExporter;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.logs.SdkLoggerProvider;
import io.opentelemetry.sdk.logs.export.BatchLogRecordProcessor;
import io.opentelemetry.sdk.metrics.Aggregation;
import io.opentelemetry.sdk.metrics.InstrumentSelector;
import io.opentelemetry.sdk.metrics.InstrumentType;
import io.opentelemetry.sdk.metrics.SdkMeterProvider;
import io.opentelemetry.sdk.metrics.View;
import io.opentelemetry.sdk.metrics.data.AggregationTemporality;
import io.opentelemetry.sdk.metrics.export.PeriodicMetricReader;
import io.opentelemetry.sdk.resources.Resource;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.List;
import java.util.concurrent.TimeUnit;

/**
 * All three signals of OpenTelemetry's SDK, to a console, in protobuf and gzipped. What it has is
 * sent by {@link #flush()}, and when it is closed.
 */
final class OpenTelemetrySdks implements AutoCloseable {
  private final SdkTracerProvider traces;
  private final SdkLoggerProvider logs;
  private final SdkMeterProvider metrics;

  private OpenTelemetrySdks(
      ConsoleProcess console,
      String service,
      AggregationTemporality temporality,
      boolean exponential) {
    Resource resource =
        Resource.getDefault().toBuilder()
            .put("service.name", service)
            .put("service.instance.id", service + "-1")
            .put("service.version", "1.0")
            .build();
    String address = console.address();
    traces =
        SdkTracerProvider.builder()
            .setResource(resource)
            .addSpanProcessor(
                BatchSpanProcessor.builder(
                        OtlpHttpSpanExporter.builder()
                            .setEndpoint(address + "/v1/traces")
                            .setCompression("gzip")
                            .build())
                    .build())
            .build();
    logs =
        SdkLoggerProvider.builder()
            .setResource(resource)
            .addLogRecordProcessor(
                BatchLogRecordProcessor.builder(
                        OtlpHttpLogRecordExporter.builder()
                            .setEndpoint(address + "/v1/logs")
                            .setCompression("gzip")
                            .build())
                    .build())
            .build();
    OtlpHttpMetricExporter exporter =
        OtlpHttpMetricExporter.builder()
            .setEndpoint(address + "/v1/metrics")
            .setCompression("gzip")
            .setAggregationTemporalitySelector(type -> temporality)
            .build();
    metrics =
        SdkMeterProvider.builder()
            .setResource(resource)
            .registerView(
                InstrumentSelector.builder().setType(InstrumentType.HISTOGRAM).build(),
                View.builder().setAggregation(histogram(exponential)).build())
            .registerMetricReader(PeriodicMetricReader.create(exporter))
            .build();
  }

  /** With the bounds that the convention has for durations of requests, in seconds. */
  private static Aggregation histogram(boolean exponential) {
    if (exponential) return Aggregation.base2ExponentialBucketHistogram();
    return Aggregation.explicitBucketHistogram(
        List.of(.005, .01, .025, .05, .075, .1, .25, .5, .75, 1., 2.5, 5., 7.5, 10.));
  }

  static OpenTelemetrySdks of(ConsoleProcess console, String service) {
    return of(console, service, AggregationTemporality.CUMULATIVE, false);
  }

  static OpenTelemetrySdks of(
      ConsoleProcess console,
      String service,
      AggregationTemporality temporality,
      boolean exponential) {
    return new OpenTelemetrySdks(console, service, temporality, exponential);
  }

  Tracer tracer() {
    return traces.get("shop");
  }

  Logger logger() {
    return logs.get("shop");
  }

  Meter meter() {
    return metrics.get("shop");
  }

  /** Returns when all of it was taken. */
  void flush() {
    await(traces.forceFlush());
    await(logs.forceFlush());
    await(metrics.forceFlush());
  }

  @Override
  public void close() {
    flush();
    await(traces.shutdown());
    await(logs.shutdown());
    await(metrics.shutdown());
  }

  private static void await(CompletableResultCode result) {
    if (!result.join(30, TimeUnit.SECONDS).isSuccess()) {
      throw new AssertionError("not taken", result.getFailureThrowable());
    }
  }
}
