// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import dev.faultline.agent.probe.executor.ExecutorProbe;
import dev.faultline.agent.probe.framework.FrameworkProbe;
import dev.faultline.agent.probe.jdbc.JdbcProbe;
import dev.faultline.agent.probe.logging.LoggingProbe;
import dev.faultline.agent.probe.servlet.ServletProbe;
import dev.faultline.agent.probe.thread.ThreadProbe;
import dev.faultline.benchmarks.AllocatedBytes;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a class costs that is loaded and is not to be woven, as all but a few. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScanBenchmark {
  /** An own interface, and Comparable. */
  interface Shape {}

  /** Not to be woven, but that takes a look at what is above it. */
  static class Square implements Shape, Comparable<Square> {
    @Override
    public int compareTo(Square other) {
      return 0;
    }

    /** What probes ask for by name. */
    public int execute() {
      return compareTo(this);
    }
  }

  private final Weaver weaver =
      new Weaver(
          Arrays.<Probe>asList(
              new JdbcProbe(),
              new ServletProbe(),
              new FrameworkProbe(),
              new ExecutorProbe(),
              new ThreadProbe(),
              new LoggingProbe()));

  private final ClassLoader loader = ScanBenchmark.class.getClassLoader();
  private byte[] plain;
  private byte[] withInterfaces;

  @Setup
  public void read() throws IOException {
    plain = file(AllocatedBytes.class);
    withInterfaces = file(Square.class);
  }

  /** Extends Object: its header says so. */
  @Benchmark
  public byte[] scanOfPlainClass(AllocatedBytes allocated) {
    allocated.operations++;
    return weaver.transform(loader, "com/example/Plain", null, null, plain);
  }

  /** Its interfaces are looked up. */
  @Benchmark
  public byte[] scanOfClassWithInterfaces(AllocatedBytes allocated) {
    allocated.operations++;
    return weaver.transform(loader, "com/example/Square", null, null, withInterfaces);
  }

  /** The JDK's are found by their name, or not. */
  @Benchmark
  public byte[] scanOfJdkClass(AllocatedBytes allocated) {
    allocated.operations++;
    return weaver.transform(null, "java/util/TreeMap$Entry", null, null, plain);
  }

  private static byte[] file(Class<?> type) throws IOException {
    String name = type.getName().substring(type.getName().lastIndexOf('.') + 1) + ".class";
    try (InputStream in = type.getResourceAsStream(name)) {
      return in.readAllBytes();
    }
  }
}
