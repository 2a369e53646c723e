// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.agent.enrich.KnownPairs;
import dev.faultline.bootstrap.subject.Task;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Writes what is known of a task; no convention names any of it. */
final class TaskAttributes {
  private static final Key NAME = new Key("faultline.task.name");
  private static final Key EXECUTOR = new Key("faultline.task.executor");
  private static final Key QUEUE_TIME = new Key("faultline.task.queue_time");
  private static final Key PERIODIC = new Key("faultline.task.periodic");

  private final AttributeWriter attributes;
  private final KnownPairs names = new KnownPairs((name, none) -> ClassNames.stable(name));

  TaskAttributes(AttributeWriter attributes) {
    this.attributes = attributes;
  }

  static String name(Task task) {
    return ClassNames.stable(task.name);
  }

  /** The same as {@link #name}, made once for many tasks. */
  String nameOf(Task task) {
    return names.of(task.name, "");
  }

  void encode(Task task, @Nullable Throwable error) throws IOException {
    subject(task);
    if (error != null) attributes.put(Keys.ERROR_TYPE, error.getClass().getName());
  }

  void subject(Task task) throws IOException {
    attributes.put(NAME, nameOf(task));
    attributes.put(EXECUTOR, task.executor);
    if (task.queueNanos >= 0) attributes.putSeconds(QUEUE_TIME, task.queueNanos);
    if (task.periodic) attributes.put(PERIODIC, true);
  }
}
