// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks;

import dev.faultline.stubs.Route;
import dev.faultline.stubs.StubDriver;
import dev.faultline.stubs.StubServlet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** What a request and a statement cost when there are many kinds of them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class ScaleBenchmark {
  private final StubServlet servlet = new StubServlet(uri -> {});
  private Connection connection;
  private int next;

  @Setup
  public void connect() throws Exception {
    DriverManager.registerDriver(new StubDriver());
    connection = DriverManager.getConnection("jdbc:stub:");
    next = (int) (Thread.currentThread().getId() * 7919); // threads do not go in step
  }

  /** Requests to so many routes in turn, that there are, with their mappings, from the start. */
  @State(Scope.Benchmark)
  public static class Routes {
    @Param({"1", "100", "10000"})
    public int routes;

    private Route[] all;

    @Setup
    public void make() {
      all = new Route[routes];
      for (int i = 0; i < routes; i++) all[i] = Route.mapped("/shop", "/route" + i);
    }
  }

  /** So many statements in turn, whose texts are there from the start. */
  @State(Scope.Benchmark)
  public static class Texts {
    @Param({"1", "1000", "100000"})
    public int texts;

    private String[] all;

    @Setup
    public void make() {
      all = new String[texts];
      for (int i = 0; i < texts; i++) all[i] = "select name from t_" + i + " where id = ?";
    }
  }

  @Benchmark
  public void request(Routes routes, AllocatedBytes allocated) throws Exception {
    allocated.operations++;
    servlet.serve(routes.all[index(routes.routes)]);
  }

  @Benchmark
  public void statement(Texts texts, AllocatedBytes allocated) throws SQLException {
    allocated.operations++;
    try (PreparedStatement statement = connection.prepareStatement(texts.all[index(texts.texts)])) {
      statement.executeQuery();
    }
  }

  private int index(int count) {
    return (next++ & Integer.MAX_VALUE) % count;
  }
}
