// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale;

import dev.faultline.harness.App;
import dev.faultline.harness.Run;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import jdk.jfr.consumer.RecordedClass;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedThread;
import jdk.jfr.consumer.RecordingFile;

/** What the JVM's own recorder saw threads wait for, however short it was. */
final class Waits {
  private static final List<String> EVENTS =
      List.of("jdk.JavaMonitorEnter", "jdk.ThreadPark", "jdk.VirtualThreadPinned");

  private Waits() {}

  /** Has the application recorded into that file. JDK 17 and newer. */
  static App record(App app, Path file) {
    StringBuilder options = new StringBuilder("-XX:StartFlightRecording:settings=none");
    for (String each : EVENTS) {
      options.append(",+").append(each).append("#enabled=true");
      options.append(",+").append(each).append("#stackTrace=true");
      options.append(",+").append(each).append("#threshold=0ms");
    }
    return app.jvmArgs(options + ",filename=" + file, "-Xlog:jfr*=off", "-Xlog:disable");
  }

  /** How many were recorded, of whatever threads. */
  static long count(Path file) {
    return read(file).size();
  }

  /**
   * Those of the application's threads that were inside of Faultline since the application said
   * that it was warm, and did not load, initialize or link a class, which each does but once.
   */
  static List<String> ours(Path file, Run run) {
    Matcher warm = Pattern.compile("warm (\\d+)").matcher(run.out());
    if (!warm.find()) throw new AssertionError(run.out());
    Instant from = Instant.ofEpochMilli(Long.parseLong(warm.group(1)));
    return read(file).stream()
        .filter(
            event ->
                event.getStartTime().isAfter(from)
                    && isOurs(event)
                    && !loads(event)
                    && !initializes(event)
                    && !links(event))
        .map(RecordedEvent::toString)
        .toList();
  }

  private static boolean loads(RecordedEvent event) {
    return event.getStackTrace().getFrames().stream()
        .map(frame -> frame.getMethod().getType().getName())
        .anyMatch(type -> type.equals("java.lang.ClassLoader") || type.endsWith("weave.Weaver"));
  }

  /**
   * HotSpot has whoever initializes a class hold an empty {@code int[]}, which nothing else locks:
   * such as that of the cells of a LongAdder when two threads meet there for the first time.
   */
  private static boolean initializes(RecordedEvent event) {
    return locks(event, "[I");
  }

  /**
   * HotSpot has whoever links a call of a VarHandle, once for each place, hold the array of what
   * that class has resolved: such as that of a LongAdder when two threads first meet there. None of
   * ours calls one, so that such a lock within our own code is not left out.
   */
  private static boolean links(RecordedEvent event) {
    return locks(event, "[Ljava.lang.Object;")
        && topOf(event).getMethod().getType().getName().startsWith("java.");
  }

  private static boolean locks(RecordedEvent event, String type) {
    if (!event.hasField("monitorClass")) return false;
    RecordedClass locked = event.getClass("monitorClass");
    return locked != null && locked.getName().equals(type);
  }

  private static RecordedFrame topOf(RecordedEvent event) {
    return event.getStackTrace().getFrames().get(0);
  }

  private static boolean isOurs(RecordedEvent event) {
    RecordedThread thread = event.getThread();
    String name = thread == null ? null : thread.getJavaName();
    if (name != null && name.startsWith("faultline-")) return false;
    return event.getStackTrace() != null
        && event.getStackTrace().getFrames().stream().anyMatch(Waits::isOurs);
  }

  private static boolean isOurs(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName();
    return type.startsWith("dev.faultline.bootstrap.") || type.startsWith("dev.faultline.agent.");
  }

  private static List<RecordedEvent> read(Path file) {
    List<RecordedEvent> events = new ArrayList<>();
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (EVENTS.contains(event.getEventType().getName())) events.add(event);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return events;
  }
}
