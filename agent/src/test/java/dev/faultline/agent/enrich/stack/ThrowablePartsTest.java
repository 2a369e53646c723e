// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import static dev.faultline.agent.enrich.thrown.Throwables.at;
import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.stack.ExceptionInfo.Relation;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.agent.enrich.thrown.CauseChain;
import dev.faultline.agent.enrich.thrown.InApp;
import dev.faultline.agent.enrich.thrown.Throwables;
import dev.faultline.agent.enrich.thrown.Thrown;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ThrowablePartsTest {
  private static final InApp APP = new InApp(List.of("com.shop."));
  private static final Scrubber SCRUBBER =
      Scrubber.of(AgentConfig.of(Map.of("scrub.keys", "password")));

  @Test
  void chain_isToldFromTheOutermostToTheRoot() {
    Throwable root = at(new IllegalStateException("root"), "com.shop.Dao#insert", "java.A#run");
    Throwable top = at(new RuntimeException("outer", root), "org.lib.B#call", "java.A#run");

    List<ExceptionInfo> parts = parts(top);

    assertThat(parts).extracting(each -> each.message).containsExactly("outer", "root");
    assertThat(parts)
        .extracting(each -> each.relation)
        .containsExactly(Relation.TOP, Relation.CAUSE);
    assertThat(parts).extracting(each -> each.parent).containsExactly(-1, 0);
    assertThat(parts.get(1).type).isEqualTo("java.lang.IllegalStateException");
  }

  @Test
  void frames_areInnermostFirstAndMarkedAsTheApplicationsOwn() {
    Throwable top =
        at(
            new RuntimeException(),
            "com.shop.Dao#insert",
            "com.shop.Dao$$EnhancerBySpringCGLIB$$1ab2#insert",
            "org.lib.B#call");

    ExceptionInfo only = parts(top).get(0);

    assertThat(only.frames)
        .extracting(each -> each.method)
        .containsExactly("insert", "insert", "call");
    assertThat(only.frames).extracting(each -> each.inApp).containsExactly(true, false, false);
    assertThat(only.frames.get(0).type).isEqualTo("com.shop.Dao");
    assertThat(only.frames.get(0).file).isEqualTo("Source.java");
    assertThat(only.frames.get(0).line).isEqualTo(1);
  }

  @Test
  void framesThatTheEnclosingOneHasToo_areCounted() {
    StackTraceElement shared = Throwables.frame("com.shop.Main", "main");
    Throwable root = at(new RuntimeException(), Throwables.frame("com.shop.Dao", "get"), shared);
    Throwable top =
        at(new RuntimeException(root), Throwables.frame("com.shop.Service", "get"), shared);

    List<ExceptionInfo> parts = parts(top);

    assertThat(parts.get(0).framesInCommon).isZero();
    assertThat(parts.get(1).framesInCommon).isOne();
    assertThat(parts.get(1).frames).extracting(each -> each.type).containsExactly("com.shop.Dao");
  }

  @Test
  void suppressedAndNextOnes_belongToTheOneTheyAreBeside() {
    SQLException root = new SQLException("batch");
    root.setNextException(new SQLException("first"));
    root.setNextException(new SQLException("second", new IllegalStateException("why")));
    RuntimeException top = new RuntimeException("top", root);
    top.addSuppressed(new IllegalStateException("close"));

    List<ExceptionInfo> parts = parts(top);

    assertThat(parts)
        .extracting(each -> each.relation + " of " + each.parent + ": " + each.message)
        .containsExactly(
            "TOP of -1: top",
            "CAUSE of 0: batch",
            "SUPPRESSED of 0: close",
            "NEXT of 1: first",
            "NEXT of 3: second",
            "CAUSE of 4: why");
  }

  @Test
  void manyFrames_loseTheirMiddle() {
    StackTraceElement[] frames = new StackTraceElement[10_000];
    for (int i = 0; i < frames.length; i++) frames[i] = Throwables.frame("com.shop.A", "m" + i);

    ExceptionInfo only = parts(at(new RuntimeException(), frames)).get(0);

    assertThat(only.frames).hasSize(100);
    assertThat(only.frames.get(0).method).isEqualTo("m0");
    assertThat(only.frames.get(99).method).isEqualTo("m9999");
    assertThat(only.framesOmittedAt).isEqualTo(75);
    assertThat(only.framesOmitted).isEqualTo(9_900);
  }

  @Test
  void manyCauses_keepTheRoot() {
    Throwable chain = new IllegalStateException("root");
    for (int i = 0; i < 900; i++) chain = new RuntimeException("cause " + i, chain);

    List<ExceptionInfo> parts = parts(chain);

    assertThat(parts).hasSizeLessThan(50);
    assertThat(parts.get(parts.size() - 1).message).isEqualTo("root");
  }

  @Test
  void hugeOnes_fitIntoTheBound() {
    Throwable chain = new IllegalStateException("root");
    for (int i = 0; i < 10; i++) {
      StackTraceElement[] frames = new StackTraceElement[100];
      for (int n = 0; n < 100; n++) {
        frames[n] = Throwables.frame("com.shop.Class" + i + "x".repeat(400), "m".repeat(400) + n);
      }
      chain = at(new RuntimeException("é".repeat(50_000), chain), frames);
    }

    List<ExceptionInfo> parts = parts(chain);

    assertThat(parts).hasSize(11);
    assertThat(parts.get(10).message).isEqualTo("root");
    assertThat(size(parts)).isLessThanOrEqualTo(64 * 1024);
  }

  @Test
  void cycles_end() {
    RuntimeException a = new RuntimeException("a");
    RuntimeException b = new RuntimeException("b", a);
    a.initCause(b);
    a.addSuppressed(b);
    b.addSuppressed(a);

    assertThat(parts(a)).extracting(each -> each.message).containsExactly("a", "b");
  }

  @Test
  void hostileOnes_areToldAsFarAsTheySayAnything() {
    Throwables.Hostile hostile = new Throwables.Hostile();

    List<ExceptionInfo> parts = parts(new RuntimeException("outer", hostile));

    assertThat(parts).hasSize(2);
    assertThat(parts.get(1).type).isEqualTo(hostile.getClass().getName());
    assertThat(parts.get(1).frames).isEmpty();
  }

  @Test
  void messages_areScrubbed() {
    assertThat(parts(new RuntimeException("password=hunter2")).get(0).message)
        .doesNotContain("hunter2");
  }

  @Test
  void origin_isTheRootCauseAndTheApplicationsFrame() {
    Throwable root =
        at(new IllegalStateException("password=x"), "org.lib.B#call", "com.shop.D#get");
    Throwable top = at(new RuntimeException("outer", root), "com.shop.Service#get");

    Origin origin = origin(top);

    assertThat(origin.type).isEqualTo("java.lang.IllegalStateException");
    assertThat(origin.message).doesNotContain("password=x");
    assertThat(origin.frame).isEqualTo("com.shop.D.get(Source.java:2)");
  }

  @Test
  void origin_ofARootWithoutFramesOfTheApplicationIsInWhatWrapsIt() {
    Throwable root = at(new IllegalStateException(), "org.lib.B#call");
    Throwable top = at(new RuntimeException(root), "com.shop.Service#get");

    assertThat(origin(top).frame).isEqualTo("com.shop.Service.get(Source.java:1)");
    assertThat(origin(root).frame).isEqualTo("org.lib.B.call(Source.java:1)");
    assertThat(origin(Throwables.stackless("none")).frame).isNull();
  }

  private static Origin origin(Throwable top) {
    return Origin.of(CauseChain.of(Thrown.of(top)), APP, SCRUBBER);
  }

  private static List<ExceptionInfo> parts(Throwable top) {
    return ThrowableParts.of(Thrown.of(top), APP, SCRUBBER, 100);
  }

  private static int size(List<ExceptionInfo> parts) {
    int size = 0;
    for (ExceptionInfo each : parts) {
      size += Text.utf8Length(each.type);
      if (each.message != null) size += Text.utf8Length(each.message);
      for (ExceptionInfo.Frame frame : each.frames) {
        size += Text.utf8Length(frame.type + frame.method + frame.file);
      }
    }
    return size;
  }
}
