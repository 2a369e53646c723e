// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import java.lang.instrument.ClassFileTransformer;
import java.lang.instrument.Instrumentation;
import java.security.ProtectionDomain;
import java.util.Collections;
import java.util.List;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Looks at every class while it is being defined, and weaves the few that a probe has rules for.
 * Runs on whatever thread loads the class, possibly under the application's locks: it takes none of
 * its own around foreign code, loads no class of the application, and never throws.
 */
public final class Weaver implements ClassFileTransformer {
  private final Rules rules;
  private final Loaders loaders = new Loaders();
  private final HierarchyIndex index;
  private final WeaveReport report = new WeaveReport();

  private final SeenNames seen = new SeenNames();

  /** Null where classes cannot be transformed again. */
  private volatile @Nullable SecondLook secondLook;

  private final Looms looms = new Looms(new NanoTime());

  Weaver(List<Probe> probes) {
    rules = new Rules(probes);
    index = new HierarchyIndex(rules.roots(), rules.methods(), loaders);
  }

  /**
   * Starts weaving, and weaves again what was loaded before. What fails is in the {@linkplain
   * #report() report}; nothing is thrown for a class that could not be woven.
   *
   * @param thread runs the {@linkplain #errand() errand} when unparked, and from time to time
   */
  public static Weaver install(Instrumentation instrumentation, List<Probe> probes, Thread thread) {
    Weaver weaver = new Weaver(probes);
    boolean retransform = instrumentation.isRetransformClassesSupported();
    instrumentation.addTransformer(new Privileged(weaver), retransform);
    if (retransform) weaver.weaveAgain(instrumentation, thread);
    return weaver;
  }

  private void weaveAgain(Instrumentation instrumentation, Thread thread) {
    LoadedClasses loaded = new LoadedClasses(instrumentation, rules, report);
    secondLook = new SecondLook(instrumentation, loaded, rules, seen, thread);
    loaded.weaveAgain();
  }

  /** What is left to do after a class was loaded, from time to time. */
  public Runnable errand() {
    return new Errand();
  }

  /** What was woven so far and what was not. Live. */
  public WeaveReport report() {
    return report;
  }

  Loaders loaders() {
    return loaders;
  }

  @Override
  public byte @Nullable [] transform(
      @Nullable ClassLoader loader,
      @Nullable String name,
      @Nullable Class<?> redefined,
      @Nullable ProtectionDomain domain,
      byte[] file) {
    if (name == null || Names.areIgnored(name)) return null;
    try {
      List<Rule> hits = hits(loader, name, redefined, file);
      return hits.isEmpty() ? null : weave(loader, name, file, hits);
    } catch (Throwable failure) {
      report.failed(name, loader, failure);
      return null;
    }
  }

  private List<Rule> hits(
      @Nullable ClassLoader loader, String name, @Nullable Class<?> redefined, byte[] file) {
    if (loader == null || Loaders.isJdk(loader)) return jdkHits(name);
    if (loaders.of(loader).ignored) return Collections.emptyList();
    ClassHeader header = ClassHeader.read(file);
    if (header.hasNoCode()) return Collections.emptyList();
    if (redefined != null) return rules.matching(header, rules.rootsOf(redefined));
    long mask = index.rootsOf(loader, header);
    SecondLook look = secondLook;
    if (look != null && index.hasReadMore()) look.atJdk();
    if (look != null && HierarchyIndex.isIncomplete(mask)) look.at(loader, name);
    return rules.matching(header, mask);
  }

  private List<Rule> jdkHits(String name) {
    List<Rule> hits = rules.naming(name);
    if (!hits.isEmpty()) seen.add(name);
    return hits;
  }

  private byte @Nullable [] weave(
      @Nullable ClassLoader loader, String name, byte[] file, List<Rule> hits) throws Exception {
    if (loader != null && !BootReach.isReachedBy(loader, loaders.of(loader))) {
      report.skipped(loader, "does not reach the bootstrap classes");
      return null;
    }
    Class<? extends Rewriting> byHand = hits.get(0).rewriting;
    byte[] woven =
        byHand == null
            ? looms.weave(loader, name, file, hits)
            : looms.weaveByHand(name, file, byHand);
    SecondLook look = secondLook;
    if (look != null && byHand == null) look.atJdk();
    if (woven != null) report.woven(name, loader, hits);
    return woven;
  }

  private final class Errand implements Runnable {
    @Override
    public void run() {
      SecondLook look = secondLook;
      if (look != null) look.run();
      looms.letGo();
      loaders.expunge();
    }
  }

  /** Not a method reference: the first one of a JVM would be loaded with its machinery. */
  private static final class NanoTime implements LongSupplier {
    @Override
    public long getAsLong() {
      return System.nanoTime();
    }
  }
}
