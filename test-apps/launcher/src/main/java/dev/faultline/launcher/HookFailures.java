// SPDX-License-Identifier: Apache-2.0
package dev.faultline.launcher;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Asks the probes' switches what failed in their hooks. */
final class HookFailures {
  private static final String SWITCH = "dev.faultline.bootstrap.hook.ProbeSwitch";

  private HookFailures() {}

  /** One line for each probe whose hooks have failed, with the first stack. */
  static List<String> find() {
    List<String> failures = new ArrayList<>();
    try {
      Class<?> type = Class.forName(SWITCH, false, null);
      for (Object probe : (Object[]) type.getMethod("all").invoke(null)) {
        long count = (Long) type.getMethod("failures").invoke(probe);
        if (count == 0) continue;
        Object first = type.getMethod("firstFailure").invoke(probe);
        failures.add(
            count + " hook failures of " + type.getField("probe").get(probe) + stack(first));
      }
    } catch (ClassNotFoundException e) {
      // the agent is not there
    } catch (ReflectiveOperationException e) {
      failures.add("cannot ask for hook failures: " + e);
    }
    return failures;
  }

  private static String stack(@Nullable Object throwable) {
    if (throwable == null) return "";
    StringWriter text = new StringWriter();
    ((Throwable) throwable).printStackTrace(new PrintWriter(text));
    return ": " + text.toString().trim().replaceAll("\\s*\\R\\s*", " | ");
  }
}
