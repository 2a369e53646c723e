// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.faults;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.RecursiveAction;
import java.util.concurrent.TimeUnit;

/** What the JDK throws, and what is thrown through it: its frames are not the same in any two. */
final class ShapesOfTheJdk {
  private ShapesOfTheJdk() {}

  static void add(Rows rows) {
    rows.add("jdk_index", Dying.of(name -> new ArrayList<>().get(0)));
    rows.add("jdk_number", Dying.of(Integer::parseInt));
    rows.add("jdk_null", Dying.of(name -> Objects.requireNonNull(null, name)));
    rows.add("jdk_cast", Dying.of(ShapesOfTheJdk::cast));
    rows.add("stream", Dying.of(ShapesOfTheJdk::stream));
    rows.add("future", Dying.of(ShapesOfTheJdk::join));
    rows.add("forkJoin-joined", Dying.of(name -> forkJoin(name, true)));
    rows.add("forkJoin-nobodyJoins", Dying.of(name -> forkJoin(name, false)));
  }

  private static int cast(Object name) {
    return (Integer) name;
  }

  private static void stream(String name) {
    Collections.singletonList(name).stream().forEach(each -> Dying.fail(each));
  }

  private static void join(String name) {
    CompletableFuture.supplyAsync(() -> Dying.failing(name), task -> new Thread(task, name).start())
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
      Dying.fail(name);
    }
  }
}
