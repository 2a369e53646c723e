// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.io.IOException;
import java.io.Serializable;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;

/**
 * Faults whose stacks change from run to run and from JDK to JDK. Rows whose names are the same up
 * to the hyphen are one fault; all others are different ones. Each is seen first on a thread that
 * is named like its row.
 */
public final class Shapes {
  private Shapes() {}

  public static void main(String[] args) {
    Rows rows = new Rows();
    addPlain(rows);
    addLambdas(rows);
    addProxies(rows);
    addReflection(rows);
    addRecursion(rows);
    addJdk(rows);
    rows.add("initializer-fails", dying(name -> Broken.use()));
    rows.add("initializerBefore-failed", dying(name -> Broken.use()));
    rows.add("sql-oneKey", dying(name -> insertTwice(1)));
    rows.add("sql-anotherKey", dying(name -> insertTwice(2_000_000)));
    rows.run(args);
  }

  private static void addPlain(Rows rows) {
    rows.add("plain-message", dying(name -> fail(name)));
    rows.add("plain-otherMessage", dying(name -> fail("order 4711 of " + name)));
    rows.add("otherSite", dying(Shapes::failElsewhere));
    rows.add("otherType", dying(Shapes::failOtherwise));
    rows.add("cause", dying(name -> failFor(new IOException(name))));
    rows.add("otherCause", dying(name -> failFor(new SQLException(name))));
  }

  private static void addLambdas(Rows rows) {
    rows.add("lambda-first", dying(lambda(0)));
    rows.add("lambda-second", dying(lambda(1)));
    rows.add("lambda-serializable", dying(lambda(2)));
    rows.add("lambdaOfAnother", dying(anotherLambda()));
    rows.add("anonymous-first", dying(anonymous(0)));
    rows.add("anonymous-second", dying(anonymous(1)));
    rows.add("accessor", dying(new Inner()));
  }

  private static void addProxies(Rows rows) {
    rows.add("proxy-first", dying(name -> proxied(name)));
    rows.add("proxy-second", dying(name -> proxied(name, Runnable.class)));
    rows.add("proxy-ownInterface", dying(name -> proxied(name, Body.class)));
    rows.add("proxy_wrapsWhatIsChecked", dying(Shapes::undeclared));
  }

  private static void addReflection(Rows rows) {
    rows.add("method-calledOnce", dying(name -> reflect(name, 1)));
    rows.add("method-calledOften", dying(name -> reflect(name, 50)));
    rows.add("constructor-calledOnce", dying(name -> construct(name, 1)));
    rows.add("constructor-calledOften", dying(name -> construct(name, 50)));
    rows.add("handle-calledOnce", dying(name -> handle(name, 1)));
    rows.add("handle-calledOften", dying(name -> handle(name, 500)));
  }

  private static void addRecursion(Rows rows) {
    rows.add("recursion-shallow", dying(name -> recur(name, 5)));
    rows.add("recursion-deep", dying(name -> recur(name, 50)));
    rows.add("cycle-shallow", dying(name -> even(name, 6)));
    rows.add("cycle-deep", dying(name -> even(name, 600)));
    rows.add("overflow-once", dying(name -> overflowAt(0)));
    rows.add("overflow-again", dying(name -> overflowAt(0)));
    rows.add("overflow-deeper", dying(name -> overflowAt(300)));
  }

  private static void addJdk(Rows rows) {
    rows.add("jdk_index", dying(name -> new ArrayList<>().get(0)));
    rows.add("jdk_number", dying(Integer::parseInt));
    rows.add("jdk_null", dying(name -> Objects.requireNonNull(null, name)));
    rows.add("jdk_cast", dying(Shapes::cast));
    rows.add("stream", dying(Shapes::stream));
    rows.add("future", dying(Shapes::join));
    rows.add("forkJoin-joined", dying(name -> forkJoin(name, true)));
    rows.add("forkJoin-nobodyJoins", dying(name -> forkJoin(name, false)));
  }

  /** What a thread dies of. */
  private interface Body {
    void run(String name) throws Throwable;
  }

  private static Row dying(Body body) {
    return (name, out) -> {
      Thread thread = new Thread(() -> run(body, name), name);
      thread.start();
      thread.join();
    };
  }

  private static void run(Body body, String name) {
    try {
      body.run(name);
    } catch (Throwable t) {
      Shapes.<RuntimeException>sneak(t);
    }
  }

  @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
  private static <T extends Throwable> void sneak(Throwable thrown) throws T {
    throw (T) thrown;
  }

  private static void fail(String message) {
    throw new IllegalStateException(message);
  }

  private static void failElsewhere(String message) {
    throw new IllegalStateException(message);
  }

  private static void failOtherwise(String message) {
    throw new IllegalArgumentException(message);
  }

  private static void failFor(Exception cause) {
    throw new IllegalStateException(cause);
  }

  private static Body lambda(int which) {
    Body first = name -> fail(name);
    Body second = name -> fail(name);
    Body serializable = (Body & Serializable) name -> fail(name);
    return which == 0 ? first : which == 1 ? second : serializable;
  }

  private static Body anotherLambda() {
    return name -> fail(name);
  }

  private static Body anonymous(int which) {
    Body first =
        new Body() {
          @Override
          public void run(String name) {
            fail(name);
          }
        };
    Body second =
        new Body() {
          @Override
          public void run(String name) {
            fail(name);
          }
        };
    return which == 0 ? first : second;
  }

  private static final class Inner implements Body {
    @Override
    public void run(String name) {
      fail(name);
    }
  }

  /** By a proxy of a class of its own for each set of interfaces. */
  private static void proxied(String name, Class<?>... more) throws Exception {
    Class<?>[] types = new Class<?>[more.length + 1];
    types[0] = Callable.class;
    System.arraycopy(more, 0, types, 1, more.length);
    ((Callable<?>) proxy((proxy, method, arguments) -> failing(name), types)).call();
  }

  private static void undeclared(String name) {
    ((Runnable) proxy((proxy, method, arguments) -> checked(name), Runnable.class)).run();
  }

  private static Object proxy(InvocationHandler handler, Class<?>... types) {
    return Proxy.newProxyInstance(Shapes.class.getClassLoader(), types, handler);
  }

  private static Object failing(String name) {
    throw new IllegalStateException(name);
  }

  private static Object checked(String name) throws IOException {
    throw new IOException(name);
  }

  /** The JVM makes code for what is called by reflection more than 15 times; some do so at once. */
  private static void reflect(String name, int times) throws ReflectiveOperationException {
    Method method = Shapes.class.getDeclaredMethod("failAtLast", String.class, int.class);
    for (int left = times - 1; left >= 0; left--) method.invoke(null, name, left);
  }

  static void failAtLast(String name, int left) {
    if (left == 0) throw new IllegalStateException(name);
  }

  private static void construct(String name, int times) throws ReflectiveOperationException {
    Constructor<?> made = Failed.class.getDeclaredConstructor(String.class, int.class);
    for (int left = times - 1; left >= 0; left--) made.newInstance(name, left);
  }

  private static final class Failed {
    Failed(String name, int left) {
      failAtLast(name, left);
    }
  }

  private static void handle(String name, int times) throws Throwable {
    MethodHandle handle =
        MethodHandles.lookup()
            .findStatic(
                Shapes.class,
                "failAtLast",
                MethodType.methodType(void.class, String.class, int.class));
    for (int left = times - 1; left >= 0; left--) handle.invoke(name, left);
  }

  private static void recur(String name, int depth) {
    if (depth > 0) {
      recur(name, depth - 1);
    } else {
      fail(name);
    }
  }

  private static void even(String name, int depth) {
    if (depth == 0) fail(name);
    odd(name, depth - 1);
  }

  private static void odd(String name, int depth) {
    even(name, depth - 1);
  }

  private static int overflowAt(int depth) {
    return depth == 0 ? overflow(0) : overflowAt(depth - 1) + 1;
  }

  private static int overflow(int depth) {
    return overflowMore(depth + 1) + 1;
  }

  private static int overflowMore(int depth) {
    return overflow(depth + 1) + 1;
  }

  private static int cast(Object name) {
    return (Integer) name;
  }

  private static void stream(String name) {
    Collections.singletonList(name).stream().forEach(each -> fail(each));
  }

  private static void join(String name) {
    CompletableFuture.supplyAsync(() -> failing(name), task -> new Thread(task, name).start())
        .thenApply(String::valueOf)
        .join();
  }

  /** What fails in a pool's own thread is thrown as a copy in the one that waits. */
  private static void forkJoin(String name, boolean joined) throws InterruptedException {
    ForkJoinPool pool = new ForkJoinPool(1);
    if (joined) {
      pool.invoke(new Action(name));
    } else {
      pool.execute(new Action(name));
    }
    pool.shutdown();
    pool.awaitTermination(20, TimeUnit.SECONDS);
  }

  private static final class Action extends RecursiveAction {
    private static final long serialVersionUID = 1;
    private final String name;

    Action(String name) {
      this.name = name;
    }

    @Override
    protected void compute() {
      Thread.currentThread().setName(name);
      fail(name);
    }
  }

  private static final class Broken {
    static {
      if (Integer.getInteger("no.such.property", 0) == 0) fail("cannot be initialized");
    }

    static void use() {}
  }

  private static void insertTwice(int key) throws SQLException {
    try (Connection connection = DriverManager.getConnection("jdbc:h2:mem:")) {
      connection.createStatement().execute("create table orders (id int primary key)");
      insert(connection, key);
      insert(connection, key);
    }
  }

  private static void insert(Connection connection, int key) throws SQLException {
    try (PreparedStatement insert = connection.prepareStatement("insert into orders values (?)")) {
      insert.setInt(1, key);
      insert.executeUpdate();
    }
  }
}
