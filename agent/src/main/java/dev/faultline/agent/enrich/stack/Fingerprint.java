// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import dev.faultline.agent.enrich.stack.KnownFrames.Known;
import dev.faultline.agent.enrich.text.Hash;
import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.FrameNames;
import dev.faultline.agent.enrich.thrown.InApp;
import dev.faultline.agent.enrich.thrown.SqlThrown;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Supplier;

/**
 * Says which faults are the same one: by the types of the cause chain, and by where in the
 * application they were thrown. Messages and line numbers do not count, so the next order number,
 * or the next release, does not make a new fault of an old one.
 */
public final class Fingerprint {
  private static final int MAX_FRAMES = 20;
  private static final int FRAMES_OUTSIDE_APP = 5;
  private static final int MAX_THROWABLES = 10;
  private static final int LONGEST_CYCLE = 5;

  /** They say only that something else failed, in whose name they are grouped. */
  private static final Set<String> WRAPPERS =
      new HashSet<>(
          Arrays.asList(
              "javax.servlet.ServletException",
              "jakarta.servlet.ServletException",
              "org.springframework.web.util.NestedServletException",
              "java.lang.reflect.UndeclaredThrowableException",
              "java.lang.reflect.InvocationTargetException",
              "java.util.concurrent.ExecutionException",
              "java.util.concurrent.CompletionException",
              "java.security.PrivilegedActionException",
              "java.io.UncheckedIOException",
              "java.lang.ExceptionInInitializerError",
              "org.apache.jasper.JasperException",
              "reactor.core.Exceptions$ReactiveException",
              "reactor.core.Exceptions$ErrorCallbackNotImplemented"));

  private final KnownFrames known;
  private final KnownHashes hashes = new KnownHashes();

  /** What {@link #collect} fills, each time anew: it is empty, or in use. */
  private final List<Known> collected = new ArrayList<>(MAX_FRAMES + LONGEST_CYCLE);

  /**
   * @param appPackages prefixes of the application's packages; may be empty
   */
  public Fingerprint(List<String> appPackages) {
    known = new KnownFrames(new InApp(appPackages));
  }

  /**
   * 16 hexadecimal digits.
   *
   * @param place where it was seen, such as a route; counts only where no throwable has a stack
   */
  public String of(Throwable throwable, String place) {
    return of(telling(CauseChain.of(Thrown.of(throwable))), () -> place);
  }

  /**
   * 16 hexadecimal digits.
   *
   * @param telling what {@link #telling} answered
   * @param place asked only where no throwable has a stack: where it was seen, such as a route
   */
  public String of(List<Thrown> telling, Supplier<String> place) {
    Hash hash = new Hash();
    Thrown above = null;
    for (Thrown each : CauseChain.withRoot(telling, MAX_THROWABLES)) {
      if (above != null && isEarlierFailure(above, each)) break;
      hash.add(FrameNames.ofClass(each.type));
      addFrames(hash, each);
      addSql(hash, each.sql());
      above = each;
    }
    if (isStackless(telling)) hash.add(place.get());
    return hashes.hex(hash.finish());
  }

  /** The chain without those that only wrap the next one; never empty. Not to be changed. */
  public static List<Thrown> telling(List<Thrown> chain) {
    int wrapping = 0;
    for (int i = 0; i < chain.size(); i++) {
      if (onlyWraps(chain.get(i))) wrapping++;
    }
    if (wrapping == 0 || wrapping == chain.size()) return chain;
    List<Thrown> telling = new ArrayList<>(chain.size() - wrapping);
    for (Thrown each : chain) {
      if (!onlyWraps(each)) telling.add(each);
    }
    return telling;
  }

  private static boolean onlyWraps(Thrown thrown) {
    return thrown.cause() != null && isWrapper(thrown);
  }

  /** Whether it only says that something else failed. */
  public static boolean isWrapper(Thrown thrown) {
    return WRAPPERS.contains(thrown.type) || isForkJoinCopy(thrown);
  }

  /** Made by reflection for the thread that joins, of the same class as what it was made of. */
  private static boolean isForkJoinCopy(Thrown thrown) {
    Thrown cause = thrown.cause();
    if (cause == null || !cause.type.equals(thrown.type)) return false;
    for (StackTraceElement frame : thrown.frames()) {
      if (FrameNames.isPlumbing(frame)) continue;
      String method = frame.getMethodName();
      return frame.getClassName().equals("java.util.concurrent.ForkJoinTask")
          && (method.equals("getThrowableException") || method.equals("getException"));
    }
    return false;
  }

  /** Whether no throwable says where it was thrown: preallocated ones, and stacks switched off. */
  public static boolean isStackless(List<Thrown> telling) {
    for (Thrown each : telling) {
      if (each.frames().length > 0) return false;
    }
    return true;
  }

  /** What newer JVMs, but not Java 8, tell of why a class could not be initialized before. */
  private static boolean isEarlierFailure(Thrown above, Thrown cause) {
    return above.throwable instanceof NoClassDefFoundError
        && cause.throwable instanceof ExceptionInInitializerError;
  }

  private static void addSql(Hash hash, SqlThrown sql) {
    if (!sql.isSql) return;
    hash.add(sql.state != null ? sql.state : "vendor " + sql.vendorCode);
  }

  private void addFrames(Hash hash, Thrown thrown) {
    StackTraceElement[] frames = thrown.frames();
    if (thrown.throwable instanceof StackOverflowError) {
      for (String name : cycleOf(frames)) hash.add(Hash.of(name));
    } else {
      for (Known each : telling(frames)) hash.add(each.hash);
    }
  }

  private List<Known> telling(StackTraceElement[] frames) {
    List<Known> app = collect(frames, true, MAX_FRAMES);
    if (!app.isEmpty()) return app;
    List<Known> libraries = collect(frames, false, FRAMES_OUTSIDE_APP);
    return libraries.isEmpty() ? collectAll(frames) : libraries;
  }

  private List<Known> collect(StackTraceElement[] frames, boolean app, int most) {
    List<Known> names = collected;
    names.clear();
    for (StackTraceElement frame : frames) {
      Known each = known.of(frame);
      boolean counts = app ? each.isApp : !each.isJdk;
      if (counts) append(names, each);
      // A little further than is needed: a cycle that closes there still falls together.
      if (names.size() == most + LONGEST_CYCLE) break;
    }
    return names.size() <= most ? names : names.subList(0, most);
  }

  private List<Known> collectAll(StackTraceElement[] frames) {
    List<Known> names = new ArrayList<>();
    for (StackTraceElement frame : frames) {
      append(names, known.of(frame));
      if (names.size() == MAX_FRAMES) break;
    }
    return names;
  }

  private static void append(List<Known> names, Known frame) {
    if (frame.name == null) return;
    names.add(frame);
    for (int length = 1; length <= LONGEST_CYCLE; length++) {
      if (endsTwiceWith(names, length)) {
        names.subList(names.size() - length, names.size()).clear();
        return;
      }
    }
  }

  /** Whether the last {@code length} names repeat the ones before: recursion, however deep. */
  private static boolean endsTwiceWith(List<Known> names, int length) {
    int size = names.size();
    if (size < 2 * length) return false;
    for (int i = size - length; i < size; i++) {
      if (names.get(i).hash != names.get(i - length).hash) return false;
    }
    return true;
  }

  /**
   * Where in its cycle a stack runs over is chance, and so is where the trace of it was cut off.
   * The middle of the trace is nothing but the cycle: which names are in it is what stays the same.
   */
  private Iterable<String> cycleOf(StackTraceElement[] frames) {
    Set<String> names = new TreeSet<>();
    int quarter = frames.length / 4;
    for (int i = quarter; i < frames.length - quarter && names.size() < MAX_FRAMES; i++) {
      Known each = known.of(frames[i]);
      if (each.isApp && each.name != null) names.add(each.name);
    }
    if (!names.isEmpty()) return names;
    for (Known each : collect(frames, false, FRAMES_OUTSIDE_APP)) {
      if (each.name != null) names.add(each.name);
    }
    return names;
  }
}
