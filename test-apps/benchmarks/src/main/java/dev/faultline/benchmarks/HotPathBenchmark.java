// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks;

import dev.faultline.stubs.Route;
import dev.faultline.stubs.StubDriver;
import dev.faultline.stubs.StubServlet;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import javax.servlet.ServletException;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

/** Requests, statements, tasks and exceptions as woven code records them. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class HotPathBenchmark {
  /** Tasks handed over in one request of {@link #requestWith100Tasks}. */
  static final int TASKS = 100;

  private static final String[] SQL = {
    "select id, name from customer where id = ?",
    "select id, total from orders where customer_id = ?",
    "insert into audit (what, who) values (?, ?)",
    "update stock set count = count - 1 where item = ?",
    "select price from item where id = ?"
  };

  private static final Route ORDERS = Route.unmapped("/shop", "/orders");

  private final StubServlet empty = new StubServlet(uri -> {});
  private final StubServlet statements = new StubServlet(uri -> fiveStatements());
  private final StubServlet loop = new StubServlet(uri -> fiveEqualStatements());
  private final StubServlet failing = new StubServlet(uri -> failingStatement());
  private final StubServlet tasks = new StubServlet(uri -> handOverTasks());

  private Connection connection;
  private ExecutorService executor;
  private Thread worker;

  @Setup
  public void connect() throws Exception {
    DriverManager.registerDriver(new StubDriver());
    connection = DriverManager.getConnection("jdbc:stub:");
    executor = Executors.newFixedThreadPool(1);
    worker = executor.submit(Thread::currentThread).get();
  }

  @TearDown
  public void stop() {
    executor.shutdown();
  }

  @Setup(Level.Iteration)
  public void switchProbes() {
    if (Boolean.getBoolean("benchmarks.off")) Probes.turnOff();
  }

  @Benchmark
  public void request(AllocatedBytes allocated) throws Exception {
    serve(empty, allocated);
  }

  @Benchmark
  public void requestWith5Statements(AllocatedBytes allocated) throws Exception {
    serve(statements, allocated);
  }

  @Benchmark
  public void requestWith5EqualStatements(AllocatedBytes allocated) throws Exception {
    serve(loop, allocated);
  }

  /** The bytes are those of both threads. */
  @Benchmark
  public void requestWith100Tasks(AllocatedBytes allocated) throws Exception {
    allocated.count(worker);
    serve(tasks, allocated);
  }

  @Benchmark
  public Object requestWithException(AllocatedBytes allocated) throws Exception {
    try {
      serve(failing, allocated);
      return null;
    } catch (ServletException e) {
      return e;
    }
  }

  /** Seen by one layer, and in a trace of its own. */
  @Benchmark
  public Object statementWithException(AllocatedBytes allocated) {
    allocated.operations++;
    try {
      failingStatement();
      return null;
    } catch (SQLException e) {
      return e;
    }
  }

  private static void serve(StubServlet servlet, AllocatedBytes allocated) throws Exception {
    allocated.operations++;
    servlet.serve(ORDERS);
  }

  private void fiveStatements() throws SQLException {
    for (String sql : SQL) execute(sql);
  }

  private void fiveEqualStatements() throws SQLException {
    for (int i = 0; i < SQL.length; i++) execute(SQL[0]);
  }

  private void failingStatement() throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(SQL[0])) {
      statement.executeUpdate();
    }
  }

  private void execute(String sql) throws SQLException {
    try (PreparedStatement statement = connection.prepareStatement(sql)) {
      statement.executeQuery();
    }
  }

  private void handOverTasks() throws InterruptedException {
    CountDownLatch done = new CountDownLatch(TASKS);
    for (int i = 0; i < TASKS; i++) executor.execute(done::countDown);
    done.await();
  }
}
