// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import dev.faultline.agent.enrich.thrown.FrameNames;
import dev.faultline.bootstrap.fault.Layer;

/** Says a step of a fault's way in words, for people. */
final class StepWords {
  private StepWords() {}

  static String of(Step step) {
    if (step.state == null) return passed(step);
    switch (step.state) {
      case ESCAPED:
        return escaped(step);
      case CANCELLED_SCHEDULE:
        return "ended its schedule: " + (step.by == null ? "it will not run again" : step.by);
      case UNOBSERVED:
        return "nobody looked at its Future" + (step.by == null ? "" : " " + step.by);
      case HANDLED:
        return "handled" + by(step);
      case LOGGED:
        return "logged" + (step.level == null ? "" : " as " + step.level) + by(step);
      default:
        return "its Future was looked at" + by(step);
    }
  }

  private static String passed(Step step) {
    if (step.poolWasFull && step.layer == Layer.TASK) return "rejected by its pool";
    String by = step.by == null ? "" : " " + FrameNames.ofClass(step.by);
    return passed(step.layer) + by;
  }

  private static String passed(Layer layer) {
    switch (layer) {
      case JDBC:
        return "left a database call";
      case SERVLET:
        return "passed the request";
      case FRAMEWORK:
        return "left an exception handler";
      case TASK:
        return "left a task";
      case THREAD:
        return "given to the thread's handler";
      default:
        return "given to a logger";
    }
  }

  private static String escaped(Step step) {
    if (step.layer == Layer.THREAD) return endedThread(step);
    if (step.layer != Layer.SERVLET) return "left the task";
    return step.by == null ? "left the request" : "escaped from " + FrameNames.ofClass(step.by);
  }

  private static String endedThread(Step step) {
    if (step.by != null) return "left " + step.by;
    // A virtual thread has most often no name.
    return step.threadName.isEmpty() ? "ended its thread" : "ended the thread " + step.threadName;
  }

  private static String by(Step step) {
    return step.by == null ? "" : " by " + step.by;
  }
}
