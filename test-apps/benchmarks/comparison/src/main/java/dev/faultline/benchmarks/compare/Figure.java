// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.util.List;
import java.util.stream.Stream;

/**
 * A figure that is reported, beside what to compare it by.
 *
 * @param name as it was recorded
 * @param subjects the applications or endpoints it is of
 * @param parts Faultline is to add at most one of so many parts of what OpenTelemetry adds; 0 where
 *     that is not asked for
 */
record Figure(Part part, String name, String title, List<String> subjects, int parts) {
  private static final int START = 8;
  private static final int REQUEST = 5;
  private static final List<String> APPLICATIONS =
      List.of("an empty main", "the demo shop", "a Spring Boot application", "20,000 classes");
  static final List<String> ENDPOINTS =
      List.of("/fast", "/db", "/db10", "/async", "/error", "/sqlerror");
  private static final List<String> JVM = List.of("");

  /** One request to each endpoint: of a single one, two JVMs of a kind differ by more. */
  static final String TOGETHER = "together";

  private static final List<String> SUMMED =
      Stream.concat(ENDPOINTS.stream(), Stream.of(TOGETHER)).toList();

  /** Those that an application has without an agent as well: what an agent adds is what counts. */
  static final List<Figure> ADDED =
      List.of(
          new Figure(Part.STARTUP, "wall s", "Start-up, wall, s", APPLICATIONS, START),
          new Figure(Part.STARTUP, "CPU s", "Start-up, CPU, s", APPLICATIONS, START),
          new Figure(Part.STEADY, "CPU us", "CPU per request, us", SUMMED, REQUEST),
          new Figure(
              Part.STEADY,
              "CPU of request threads us",
              "of that, on the application's threads, us",
              SUMMED,
              REQUEST),
          new Figure(Part.STEADY, "allocated KB", "Allocated per request, KB", SUMMED, REQUEST),
          new Figure(
              Part.STEADY, "CPU of GC us", "CPU of the collector per request, us", ENDPOINTS, 0),
          new Figure(Part.STEADY, "CPU of JIT us", "CPU of the JIT per request, us", ENDPOINTS, 0),
          new Figure(Part.STEADY, "p50 us", "Latency at that rate, p50, us", ENDPOINTS, 0),
          new Figure(Part.STEADY, "p99 us", "Latency at that rate, p99, us", ENDPOINTS, 0),
          new Figure(Part.MEMORY, "heap after GC, MB", "Heap after GC, MB", JVM, REQUEST),
          new Figure(Part.MEMORY, "RSS, MB", "RSS, MB", JVM, REQUEST),
          new Figure(Part.MEMORY, "metaspace, MB", "Metaspace, MB", JVM, REQUEST),
          new Figure(Part.MEMORY, "code cache, MB", "Code cache, MB", JVM, REQUEST),
          new Figure(Part.MEMORY, "classes", "Classes", JVM, REQUEST),
          new Figure(Part.MEMORY, "threads", "Threads", JVM, 0));

  /** Those that only an agent has. */
  static final List<Figure> SENT =
      List.of(
          new Figure(Part.STEADY, "sent bytes", "Bytes on the wire per request", ENDPOINTS, 0),
          new Figure(Part.STEADY, "spans", "Spans per request", ENDPOINTS, 0));

  /** Whether it is told to show that little of it is left, and not as a cost to compare. */
  boolean isRest() {
    return name.startsWith("CPU of JIT");
  }

  static final List<String> SATURATED = List.of("/fast", "/db10");
}
