// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.enrich.stack.ExceptionInfo;
import dev.faultline.agent.enrich.stack.ExceptionInfo.Frame;
import dev.faultline.agent.enrich.stack.ExceptionInfo.Relation;
import dev.faultline.agent.enrich.stack.Origin;
import dev.faultline.agent.export.EpochClock;
import java.io.IOException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;

/** Writes what was thrown, and where. */
final class ExceptionAttributes {
  private static final Key FINGERPRINT = new Key("faultline.fingerprint");
  private static final Key COUNT = new Key("faultline.count");
  private static final Key COUNT_ONLY = new Key("faultline.count_only");
  private static final Key COUNT_ESTIMATED = new Key("faultline.count_estimated");
  private static final Key FIRST_SEEN = new Key("faultline.first_seen");
  private static final Key LAST_SEEN = new Key("faultline.last_seen");
  private static final Key CLIENT_ABORT = new Key("faultline.client_abort");
  private static final Key STACKLESS = new Key("faultline.stackless");
  private static final Key EARLIER_STACK = new Key("faultline.earlier_stacktrace");
  private static final Key HINT = new Key("faultline.hint");
  private static final Key THROWN_AT = new Key("faultline.thrown_at");
  private static final Key ROOT_TYPE = new Key("faultline.root_cause.type");
  private static final Key ROOT_MESSAGE = new Key("faultline.root_cause.message");
  private static final Key IN_APP = new Key("faultline.in_app_frames");

  /** Stacks are bounded where they are rendered, in bytes; characters are never more. */
  private static final int MAX_STACK_LENGTH = 64 << 10;

  private static final int MAX_IN_APP = 32;

  private final AttributeWriter attributes;
  private final EpochClock clock;

  ExceptionAttributes(AttributeWriter attributes, EpochClock clock) {
    this.attributes = attributes;
    this.clock = clock;
  }

  void encode(Fault fault) throws IOException {
    attributes.put(Keys.EXCEPTION_TYPE, fault.type);
    attributes.put(Keys.EXCEPTION_MESSAGE, fault.message);
    attributes.put(Keys.EXCEPTION_STACK, fault.stack, AttributeLimits.of(MAX_STACK_LENGTH));
    attributes.put(FINGERPRINT, fault.fingerprint);
    attributes.put(COUNT, fault.count);
    if (fault.stack == null) attributes.put(COUNT_ONLY, true);
    if (fault.countEstimated) attributes.put(COUNT_ESTIMATED, true);
    attributes.put(FIRST_SEEN, clock.epochNanos(fault.firstSeenNanos));
    attributes.put(LAST_SEEN, clock.epochNanos(fault.lastSeenNanos));
    if (fault.clientAbort) attributes.put(CLIENT_ABORT, true);
    if (fault.stackless) attributes.put(STACKLESS, true);
    attributes.put(EARLIER_STACK, fault.earlierStack, AttributeLimits.of(MAX_STACK_LENGTH));
    attributes.put(HINT, fault.hint);
    origin(fault);
    Set<String> inApp = inApp(fault.exceptions);
    if (!inApp.isEmpty()) attributes.put(IN_APP, inApp.toArray(new String[0]));
    if (fault.threadId > 0) attributes.put(Keys.THREAD_ID, fault.threadId);
    attributes.put(Keys.THREAD_NAME, fault.threadName);
  }

  /** The root cause goes without saying where there is no other. */
  private void origin(Fault fault) throws IOException {
    Origin origin = fault.origin;
    attributes.put(THROWN_AT, origin.frame);
    if (origin.type.equals(fault.type) && Objects.equals(origin.message, fault.message)) return;
    attributes.put(ROOT_TYPE, origin.type);
    attributes.put(ROOT_MESSAGE, origin.message);
  }

  /** Of the root cause first: that is where it began. */
  private static Set<String> inApp(List<ExceptionInfo> exceptions) {
    Set<String> frames = new LinkedHashSet<>();
    for (int i = exceptions.size() - 1; i >= 0; i--) {
      if (!isInChain(exceptions, i)) continue;
      for (Frame each : exceptions.get(i).frames) {
        if (each.inApp && frames.size() < MAX_IN_APP) frames.add(text(each));
      }
    }
    return frames;
  }

  /** Whether it is the outermost one, or a cause of a cause of it. */
  private static boolean isInChain(List<ExceptionInfo> exceptions, int index) {
    ExceptionInfo each = exceptions.get(index);
    while (each.relation == Relation.CAUSE) each = exceptions.get(each.parent);
    return each.relation == Relation.TOP;
  }

  /** As it is in the text of the stack. */
  private static String text(Frame frame) {
    String file = frame.file == null ? "Unknown Source" : frame.file;
    String line = frame.file == null || frame.line < 0 ? "" : ":" + frame.line;
    return frame.type + '.' + frame.method + '(' + file + line + ')';
  }
}
