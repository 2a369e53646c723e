// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

/** Says in one sentence what went wrong where, and what became of it. */
public final class FaultSentence {
  private static final int MAX_MESSAGE = 200;

  private FaultSentence() {}

  public static String of(FaultRecord fault) {
    StringBuilder sentence = new StringBuilder(simple(fault.type));
    sentence.append(' ').append(became(fault));
    if (!fault.where.isEmpty()) sentence.append(", thrown in ").append(fault.where);
    String root = fault.attributes.text("faultline.root_cause.type");
    if (!root.isEmpty()) sentence.append(", caused by ").append(cause(fault, root));
    sentence.append('.');
    if (fault.state.isEmpty()) sentence.append(" What became of it in the end is not known.");
    return sentence.toString();
  }

  private static String cause(FaultRecord fault, String root) {
    String message = fault.attributes.text("faultline.root_cause.message");
    String said = message.isEmpty() ? "" : ": " + AttributeMap.clip(message, MAX_MESSAGE);
    return simple(root) + said;
  }

  private static String became(FaultRecord fault) {
    switch (fault.state) {
      case "escaped":
        return escaped(fault);
      case "cancelled_schedule":
        return "ended the schedule of " + (fault.task.isEmpty() ? "a task" : fault.task);
      case "unobserved":
        return "was left in a Future that nobody looked at"
            + (fault.place.isEmpty() ? "" : ",")
            + within(fault);
      case "handled":
        return "was handled" + within(fault);
      case "logged":
        return "was logged" + within(fault);
      default:
        return "was seen" + within(fault);
    }
  }

  private static String escaped(FaultRecord fault) {
    String thread = fault.attributes.text("thread.name");
    if (fault.attributes.list("faultline.layers").contains("thread")) {
      String trace = fault.place.isEmpty() ? "" : ", in the trace of " + fault.place;
      return "ended the thread " + thread + trace;
    }
    return "escaped from " + (fault.place.isEmpty() ? "the thread " + thread : fault.place);
  }

  private static String within(FaultRecord fault) {
    if (!fault.place.isEmpty()) return " in " + fault.place;
    String thread = fault.attributes.text("thread.name");
    return thread.isEmpty() ? "" : " on the thread " + thread;
  }

  private static String simple(String type) {
    return type.substring(type.lastIndexOf('.') + 1);
  }
}
