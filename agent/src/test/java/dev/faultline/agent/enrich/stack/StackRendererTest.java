// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.enrich.scrub.Scrubber;
import dev.faultline.agent.enrich.text.Text;
import dev.faultline.agent.enrich.thrown.Throwables;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.sql.BatchUpdateException;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class StackRendererTest {
  private final StackRenderer renderer =
      new StackRenderer(200, Scrubber.of(AgentConfig.of(Map.of())));

  @Test
  void render_isWhatTheJdkPrints() {
    IllegalStateException throwable = new IllegalStateException("outer", deep(5));
    throwable.addSuppressed(new IllegalArgumentException("beside", new RuntimeException("why")));

    assertThat(renderer.render(throwable)).isEqualTo(printed(throwable));
  }

  @Test
  void render_ofCommonFramesFoldsThem() {
    Throwable throwable = Throwables.at(new RuntimeException("a"), "A#one", "A#two", "A#three");
    throwable.initCause(Throwables.at(new RuntimeException("b"), "B#zero", "A#two", "A#three"));

    // one/two differ in line, so only "three" is common
    assertThat(renderer.render(throwable)).isEqualTo(printed(throwable)).contains("... 2 more");
  }

  @Test
  void render_ofCausesBeyondTheBoundKeepsTheRoot() {
    Throwable throwable = Throwables.at(new RuntimeException("root"), "R#root");
    for (int i = 0; i < 500; i++) throwable = new RuntimeException("wrapper " + i, throwable);

    String text = renderer.render(throwable);

    assertThat(text)
        .startsWith("java.lang.RuntimeException: wrapper 499")
        .contains("... 490 causes left out")
        .contains("Caused by: java.lang.RuntimeException: root\n\tat R.root(Source.java:1)");
    assertThat(text.split("Caused by: ", -1)).hasSize(11);
  }

  @Test
  void render_ofBottomlessCausesEnds() {
    assertThat(renderer.render(new Throwables.Bottomless()))
        .contains("causes left out")
        .hasSizeLessThan(StackRenderer.MAX_BYTES);
  }

  @Test
  void render_ofCycles() {
    RuntimeException a = Throwables.at(new RuntimeException("a"), "A#a");
    RuntimeException b = Throwables.at(new IllegalStateException("b", a), "B#b");
    a.initCause(b);
    a.addSuppressed(b);

    assertThat(renderer.render(a))
        .isEqualTo(
            "java.lang.RuntimeException: a\n"
                + "\tat A.a(Source.java:1)\n"
                + "\tSuppressed: java.lang.IllegalStateException: b\n"
                + "\t\tat B.b(Source.java:1)\n"
                + "\tCaused by: [CIRCULAR REFERENCE: java.lang.RuntimeException]\n"
                + "Caused by: [CIRCULAR REFERENCE: java.lang.IllegalStateException]");
  }

  @Test
  void render_ofCyclicNextExceptions() {
    SQLException a = new SQLException("a");
    SQLException b = new SQLException("b");
    a.setNextException(b);
    b.setNextException(a);

    assertThat(renderer.render(a))
        .contains("Next exception: java.sql.SQLException: b")
        .contains("Next exception: [CIRCULAR REFERENCE: java.sql.SQLException]");
  }

  @Test
  void render_ofBatchThatIsItsOwnNext() {
    BatchUpdateException batch = new BatchUpdateException("b", "23505", 1, new int[0]);
    BatchUpdateException other = new BatchUpdateException("c", "23505", 1, new int[0]);
    batch.setNextException(other);
    other.setNextException(batch);

    assertThat(renderer.render(batch)).contains("Next exception: java.sql.BatchUpdateException: c");
  }

  @Test
  void render_ofManyNextExceptionsIsBounded() {
    SQLException first = new SQLException("first");
    for (int i = 0; i < 200; i++) first.setNextException(new SQLException("next " + i));

    String text = renderer.render(first);

    assertThat(text.split("Next exception: ", -1)).hasSize(31);
    assertThat(text).contains("more next exceptions left out");
  }

  @Test
  void render_ofManySuppressedIsBounded() {
    RuntimeException throwable = new RuntimeException("first", new RuntimeException("the root"));
    for (int i = 0; i < 500; i++) throwable.addSuppressed(new RuntimeException("beside " + i));

    String text = renderer.render(throwable);

    assertThat(text.split("Suppressed: ", -1)).hasSize(31);
    assertThat(text).contains("more suppressed ones left out").contains("the root");
  }

  @Test
  void render_ofHostileMethodsNamesThem() {
    Throwables.Hostile hostile = new Throwables.Hostile();

    String text = renderer.render(hostile);

    assertThat(text)
        .isEqualTo(
            Throwables.Hostile.class.getName()
                + " [getCause() threw java.lang.NullPointerException]"
                + " [getStackTrace() threw java.lang.StackOverflowError]"
                + " [getMessage() threw java.lang.IllegalStateException]");
    assertThat(hostile.calls).as("each once").isEqualTo(3);
  }

  @Test
  void render_ofNullStackAndNullFrames() {
    Throwable none =
        new RuntimeException("none") {
          @Override
          public StackTraceElement[] getStackTrace() {
            return null;
          }
        };
    Throwable holes =
        new RuntimeException("holes", none) {
          @Override
          public StackTraceElement[] getStackTrace() {
            return new StackTraceElement[] {null, Throwables.frame("A", "a"), null};
          }
        };

    assertThat(renderer.render(holes))
        .isEqualTo(
            getClass().getName()
                + "$2: holes\n\tat A.a(Source.java:1)\nCaused by: "
                + getClass().getName()
                + "$1: none");
  }

  @Test
  void render_ofStacklessWrapperShowsItsCause() {
    RuntimeException wrapper =
        new RuntimeException("w", new RuntimeException("c"), false, false) {};

    assertThat(renderer.render(wrapper)).contains("\nCaused by: java.lang.RuntimeException: c");
  }

  @Test
  void render_ofTenThousandFramesCutsTheMiddle() {
    StackTraceElement[] frames = new StackTraceElement[10_000];
    for (int i = 0; i < frames.length; i++) frames[i] = Throwables.frame("com.shop.Deep", "f" + i);
    Throwable throwable = Throwables.at(new RuntimeException("deep"), frames);
    throwable.initCause(new IllegalStateException("the root"));

    assertThat(renderer.render(throwable))
        .contains("Deep.f149(")
        .doesNotContain("Deep.f150(")
        .contains("... 9800 frames left out")
        .doesNotContain("Deep.f9949(")
        .contains("Deep.f9950(")
        .contains("Deep.f9999(")
        .contains("Caused by: java.lang.IllegalStateException: the root");
  }

  @Test
  void render_isBoundedInBytesAndKeepsTheRoot() {
    String megabyte = "\u20ac".repeat(1 << 20);
    Throwable throwable = new IllegalStateException("the root");
    for (int i = 0; i < 9; i++) throwable = new RuntimeException(megabyte, throwable);

    String text = renderer.render(throwable);

    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(64 * 1024);
    assertThat(text).contains("Caused by: java.lang.IllegalStateException: the root");
  }

  @Test
  void render_ofWhatCannotFitIsCutInTheMiddle() {
    StackRenderer tiny = new StackRenderer(200, 300, Scrubber.of(AgentConfig.of(Map.of())));
    Throwable throwable =
        new RuntimeException("first", new RuntimeException("root" + "x".repeat(50)));

    String text = tiny.render(throwable);

    assertThat(text.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(300);
    assertThat(text).startsWith("java.lang.RuntimeException: first").contains("\n...\n");
  }

  @Test
  void render_scrubsEveryMessage() {
    SQLException next = new SQLException("Duplicate entry 'ann' for key 'email'");
    SQLException sql = new SQLException("password=hunter2");
    sql.setNextException(next);
    RuntimeException throwable = new RuntimeException("user 'bob' failed", sql);
    throwable.addSuppressed(new RuntimeException("Bearer abc123def456"));

    assertThat(renderer.render(throwable))
        .doesNotContain("ann")
        .doesNotContain("hunter2")
        .doesNotContain("bob")
        .doesNotContain("abc123def456")
        .contains("'email'");
  }

  @Test
  void utf8Length_countsAsTheEncoderDoes() {
    for (String text : List.of("abc", "\u00e9", "\u20ac", "\ud83d\ude00", "")) {
      assertThat(Text.utf8Length(text)).isEqualTo(text.getBytes(StandardCharsets.UTF_8).length);
    }
  }

  @Test
  void clip_doesNotSplitAPair() {
    assertThat(Text.clip("ab\ud83d\ude00cd", 3)).isEqualTo("ab...");
    assertThat(Text.clip("ab\ud83d\ude00cd", 4)).isEqualTo("ab\ud83d\ude00...");
  }

  private static RuntimeException deep(int depth) {
    return depth == 0 ? new RuntimeException("root") : new RuntimeException(deep(depth - 1));
  }

  private static String printed(Throwable throwable) {
    StringWriter text = new StringWriter();
    throwable.printStackTrace(new PrintWriter(text));
    return text.toString().replace(System.lineSeparator(), "\n").trim();
  }
}
