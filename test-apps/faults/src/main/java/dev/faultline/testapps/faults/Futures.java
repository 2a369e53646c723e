// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;

/** CompletableFutures that fail, each with its own way of being looked at, or of not being so. */
public final class Futures {
  private Futures() {}

  public static void main(String[] args) {
    Rows rows =
        new Rows()
            .add("supplyAsync_alone", Futures::alone)
            .add("supplyAsync_isCollected", Futures::isCollected)
            .add("supplyAsync_join", Futures::join)
            .add("supplyAsync_getNow", Futures::getNow)
            .add("supplyAsync_isCompletedExceptionally", Futures::isFailed)
            .add("supplyAsync_isHandledByExceptionally", on(f -> f.exceptionally(t -> "instead")))
            .add("supplyAsync_isHandledByHandle", on(f -> f.handle((value, t) -> "instead")))
            .add("supplyAsync_isHandledAsync", Futures::handleAsync)
            .add("supplyAsync_whenComplete", on(f -> f.whenComplete((value, t) -> {})))
            .add("supplyAsync_onlyThenApply", on(f -> f.thenApply(x -> x).thenApply(x -> x)))
            .add("supplyAsync_onlyThenCompose", on(f -> f.thenCompose(x -> f)))
            .add("supplyAsync_thenApplyJoined", Futures::joinedDependent)
            .add("supplyAsync_thenApplyExceptionally", on(Futures::chain))
            .add("supplyAsync_allOf", Futures::allOf)
            .add("supplyAsync_anyOf", Futures::anyOf)
            .add("supplyAsync_oneOfTwoDependentsIsJoined", Futures::oneOfTwo)
            .add("runAsync_alone", Futures::runAsync)
            .add("thenApply_throwsOnACompletedOne", Futures::thenApply)
            .add("whenComplete_throwsItself", Futures::whenComplete)
            .add("handle_throwsAnew", Futures::handleThrows)
            .add("exceptionally_throwsItAgain", Futures::throwsAgain)
            .add("exceptionally_wrapsItForWhoJoins", Futures::wrapsForWhoJoins)
            .add("completeExceptionally_isJoined", Futures::completedAndJoined)
            .add("completeExceptionally_isHandled", Futures::completedAndHandled)
            .add("completeExceptionally_neverLookedAt", Futures::completedAndForgotten)
            .add("completeExceptionally_passedToAnother", Futures::passedToAnother)
            .add("obtrudeException_neverLookedAt", Futures::obtruded)
            .add("cancelled", Futures::cancelled);
    if (Failing.has(CompletableFuture.class, "orTimeout")) {
      rows.add("orTimeout_nobodyLooks", Futures::orTimeout)
          .add("failedFuture_neverLookedAt", Futures::failedFuture)
          .add("minimalCompletionStage", Futures::minimal);
    }
    if (Failing.has(CompletableFuture.class, "exceptionallyCompose")) {
      rows.add("supplyAsync_isComposedInstead", Futures::exceptionallyCompose);
    }
    if (Failing.has(CompletableFuture.class, "exceptionNow")) {
      rows.add("supplyAsync_exceptionNow", Futures::exceptionNow);
    }
    rows.run(args);
  }

  /** A failing CompletableFuture, and whatever depends on it: registered before, and after. */
  private static Row on(Function<CompletableFuture<Object>, CompletionStage<?>> dependent) {
    return (name, out) -> {
      ExecutorService pool = Failing.pool();
      CountDownLatch goOn = new CountDownLatch(1);
      CompletableFuture<Object> future =
          CompletableFuture.supplyAsync(
              () -> {
                Failing.await(goOn);
                return Failing.now(name);
              },
              pool);
      CompletableFuture<?> before = dependent.apply(future).toCompletableFuture();
      goOn.countDown();
      Failing.awaitDone(before);
      out.say(dependent.apply(future).toCompletableFuture().isDone());
      Failing.end(pool, out);
    };
  }

  private static CompletionStage<?> chain(CompletableFuture<Object> future) {
    return future.thenApply(x -> x).thenCompose(x -> future).exceptionally(t -> "instead");
  }

  private static CompletableFuture<Object> failing(Supplier<Object> body, ExecutorService pool)
      throws InterruptedException {
    CompletableFuture<Object> future = CompletableFuture.supplyAsync(body, pool);
    Failing.awaitDone(future);
    return future;
  }

  private static void alone(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    out.say(failing(() -> Failing.now(name), pool).isDone());
    Failing.end(pool, out);
  }

  private static void isCollected(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    WeakReference<?> future =
        new WeakReference<>(failing(() -> Failing.now(name), pool).thenApply(x -> x));
    Failing.end(pool, out);
    Failing.collect(future);
  }

  private static void join(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    try {
      failing(() -> Failing.now(name), pool).join();
    } catch (CompletionException e) {
      out.say(e.getMessage());
    }
    Failing.end(pool, out);
  }

  private static void getNow(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    try {
      failing(() -> Failing.now(name), pool).getNow(1);
    } catch (CompletionException e) {
      out.say(e.getMessage());
    }
    Failing.end(pool, out);
  }

  private static void isFailed(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    out.say(failing(() -> Failing.now(name), pool).isCompletedExceptionally());
    Failing.end(pool, out);
  }

  private static void handleAsync(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    Failing.get(
        failing(() -> Failing.now(name), pool).handleAsync((value, t) -> "instead of " + t, pool),
        out);
    Failing.end(pool, out);
  }

  private static void joinedDependent(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    Failing.get(failing(() -> Failing.now(name), pool).thenApply(x -> x).thenApply(x -> x), out);
    Failing.end(pool, out);
  }

  private static void allOf(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    CompletableFuture<Object> first = failing(() -> Failing.now(name + "-first"), pool);
    CompletableFuture<Object> second = failing(() -> Failing.now(name + "-second"), pool);
    Failing.get(CompletableFuture.allOf(first, second), out);
    Failing.end(pool, out);
  }

  private static void anyOf(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    CompletableFuture<Object> never = new CompletableFuture<>();
    Failing.get(CompletableFuture.anyOf(never, failing(() -> Failing.now(name), pool)), out);
    Failing.end(pool, out);
  }

  private static void oneOfTwo(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    CompletableFuture<Object> future = failing(() -> Failing.now(name), pool);
    CompletableFuture<Object> forgotten = future.thenApply(x -> x);
    Failing.get(future.thenApply(x -> x), out);
    out.say(forgotten.isDone());
    Failing.end(pool, out);
  }

  private static void runAsync(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    CompletableFuture.runAsync(() -> Failing.now(name), pool);
    Failing.end(pool, out);
  }

  private static void thenApply(String name, Row.Out out) {
    out.say(CompletableFuture.completedFuture(1).thenApply(x -> Failing.now(name)).isDone());
  }

  private static void whenComplete(String name, Row.Out out) {
    CompletableFuture<Object> nothing = CompletableFuture.completedFuture(null);
    out.say(nothing.whenComplete((value, t) -> Failing.now(name)).isDone());
  }

  private static void handleThrows(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    CompletableFuture<Object> future = failing(() -> Failing.now(name + "-first"), pool);
    out.say(future.handle((value, t) -> Failing.now(name + "-second")).isDone());
    Failing.end(pool, out);
  }

  private static void throwsAgain(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    CompletableFuture<Object> future = failing(() -> Failing.now(name), pool);
    out.say(future.exceptionally(Futures::wrap).isDone());
    Failing.end(pool, out);
  }

  private static void wrapsForWhoJoins(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    CompletableFuture<Object> future = failing(() -> Failing.now(name), pool);
    Failing.get(future.exceptionally(Futures::wrap), out);
    Failing.end(pool, out);
  }

  private static Object wrap(Throwable thrown) {
    throw new IllegalStateException("wrapped", thrown);
  }

  private static void completedAndJoined(String name, Row.Out out) {
    CompletableFuture<Object> future = new CompletableFuture<>();
    out.say(future.completeExceptionally(new IllegalStateException(name)));
    Failing.get(future, out);
  }

  private static void completedAndHandled(String name, Row.Out out) {
    CompletableFuture<Object> future = new CompletableFuture<>();
    CompletableFuture<Object> handled = future.exceptionally(t -> "instead of " + t);
    out.say(future.completeExceptionally(new IllegalStateException(name)));
    out.say(handled.isDone());
  }

  private static void completedAndForgotten(String name, Row.Out out) {
    CompletableFuture<Object> future = new CompletableFuture<>();
    out.say(future.completeExceptionally(new IllegalStateException(name)));
    out.say(future.completeExceptionally(new IllegalStateException(name + "-too-late")));
  }

  private static void passedToAnother(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    CompletableFuture<Object> other = new CompletableFuture<>();
    failing(() -> Failing.now(name), pool)
        .whenComplete((value, t) -> other.completeExceptionally(t));
    out.say(other.isDone());
    Failing.end(pool, out);
  }

  private static void obtruded(String name, Row.Out out) {
    CompletableFuture<Object> future = CompletableFuture.completedFuture(1);
    future.obtrudeException(new IllegalStateException(name));
    out.say(future.isDone());
  }

  private static void cancelled(String name, Row.Out out) {
    CompletableFuture<Object> future = new CompletableFuture<>();
    CompletableFuture<Object> dependent = future.thenApply(x -> x);
    CompletableFuture<Object> other = new CompletableFuture<>();
    dependent.whenComplete((value, t) -> other.completeExceptionally(t));
    out.say(future.cancel(true));
    out.say(dependent.isDone() && other.isDone());
  }

  private static void orTimeout(String name, Row.Out out) throws Exception {
    CompletableFuture<Object> future = new CompletableFuture<>();
    Failing.call(CompletableFuture.class, "orTimeout", future, 1L, TimeUnit.MILLISECONDS);
    Failing.awaitDone(future);
    out.say(name);
  }

  private static void failedFuture(String name, Row.Out out) {
    IllegalStateException failure = new IllegalStateException(name);
    Object future = Failing.call(CompletableFuture.class, "failedFuture", null, failure);
    out.say(((CompletableFuture<?>) future).isDone());
  }

  private static void minimal(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    CompletionStage<?> stage =
        (CompletionStage<?>)
            Failing.call(
                CompletableFuture.class,
                "minimalCompletionStage",
                failing(() -> Failing.now(name), pool));
    Failing.get(stage.toCompletableFuture(), out);
    Failing.end(pool, out);
  }

  private static void exceptionallyCompose(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    Function<Throwable, CompletionStage<Object>> instead =
        t -> CompletableFuture.completedFuture("instead of " + t);
    Object composed =
        Failing.call(
            CompletableFuture.class,
            "exceptionallyCompose",
            failing(() -> Failing.now(name), pool),
            instead);
    Failing.get((CompletableFuture<?>) composed, out);
    Failing.end(pool, out);
  }

  private static void exceptionNow(String name, Row.Out out) throws Exception {
    ExecutorService pool = Failing.pool();
    out.say(
        Failing.call(
            CompletableFuture.class, "exceptionNow", failing(() -> Failing.now(name), pool)));
    Failing.end(pool, out);
  }
}
