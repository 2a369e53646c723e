// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.sqlerror.SqlError;
import dev.faultline.agent.enrich.sqlerror.SqlErrorCategory;
import dev.faultline.agent.enrich.stack.Fingerprint;
import dev.faultline.agent.enrich.stack.StackRenderer;
import dev.faultline.agent.enrich.stack.ThrowableParts;
import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.InApp;
import dev.faultline.agent.enrich.thrown.Thrown;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.SqlStatement;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a fault of which all is known that ever will be: groups it, and says what it was. */
final class Teller {
  private final InApp inApp;
  private final int maxFrames;
  private final Scrubber scrubber;
  private final boolean breadcrumbs;
  private final StackRenderer renderer;
  private final Fingerprint fingerprint;
  private final IgnoredExceptions ignoredExceptions;
  private final StormControl storm;
  private final Stories stories;
  private final FirstSeen firstSeen = new FirstSeen();
  private final Places places = new Places();
  private final KnownPlaces knownPlaces = new KnownPlaces();
  private final FastThrows fastThrows = new FastThrows();

  Teller(AgentConfig config, Consumer<Fault> sink, long nowNanos) {
    inApp = new InApp(config.appPackages());
    maxFrames = config.stackMaxFrames();
    scrubber = Scrubber.of(config);
    breadcrumbs = config.filter().breadcrumbs();
    stories = new Stories(scrubber);
    renderer = new StackRenderer(maxFrames, scrubber);
    fingerprint = new Fingerprint(config.appPackages());
    ignoredExceptions = new IgnoredExceptions(config.ignoredExceptions());
    storm = new StormControl(sink, nowNanos);
  }

  /** What happened in the traces of the faults that wait. */
  Stories stories() {
    return stories;
  }

  /** What was told often enough, and is counted. */
  StormControl storm() {
    return storm;
  }

  /**
   * Tells it, or counts it when it was told often enough.
   *
   * @return its fingerprint; null when it turns out to be no fault
   */
  @Nullable String tell(PendingFault pending, long nowNanos) {
    List<Thrown> chain = CauseChain.of(pending.top);
    List<Thrown> telling = Fingerprint.telling(chain);
    if (pending.way.isNoFault() || isNone(chain, telling)) return null;
    String place = places.of(pending);
    String print = fastThrows.groupOf(telling, place, fingerprint.of(telling, () -> place));
    Fault.Draft draft = new Fault.Draft(pending, telling, print, inApp, scrubber);
    draft.firstSeenNanos = firstSeen.of(print, pending.first.nanos);
    draft.lastSeenNanos = pending.occurrences.lastNanos;
    draft.countEstimated = isEstimated(pending, place, print, nowNanos);
    storm.admit(
        print,
        pending.occurrences.count,
        draft.countEstimated,
        pending.way.state(),
        pending.occurrences.lastNanos,
        nowNanos,
        (count, estimated) -> full(draft, place, count, estimated),
        () -> brief(draft));
    return print;
  }

  private boolean isEstimated(PendingFault pending, String place, String print, long nowNanos) {
    String type = pending.first.throwable.getClass().getName();
    knownPlaces.add(type, place, print, nowNanos);
    if (pending.occurrences.mixed) return true;
    return pending.occurrences.standForOthers && knownPlaces.isMixed(type, place, print, nowNanos);
  }

  /** Whether it is no fault, whatever became of it. */
  private boolean isNone(List<Thrown> chain, List<Thrown> telling) {
    return ControlFlow.is(chain) || ignoredExceptions.contain(chain, telling);
  }

  private Fault full(Fault.Draft draft, String place, long count, boolean estimated) {
    draft.countEstimated = estimated;
    draft.sql = sqlError(draft.pending);
    draft.exceptions = ThrowableParts.of(draft.pending.top, inApp, scrubber, maxFrames);
    if (breadcrumbs) draft.breadcrumbs = stories.of(draft.pending);
    String stack = renderer.render(draft.pending.top);
    fastThrows.complete(draft, place, stack);
    return new Fault(draft, stack, count);
  }

  private static Fault brief(Fault.Draft draft) {
    draft.sql = sqlError(draft.pending);
    if (FastThrows.is(draft.telling)) draft.hint = FastThrows.HINT;
    return new Fault(draft, null, 1);
  }

  private static @Nullable SqlError sqlError(PendingFault pending) {
    Object subject = pending.subject;
    Database database =
        subject instanceof SqlStatement
            ? ((SqlStatement) subject).database
            : subject instanceof Database ? (Database) subject : null;
    String system = database == null ? null : database.system;
    return SqlErrorCategory.of(CauseChain.of(pending.top), system);
  }
}
