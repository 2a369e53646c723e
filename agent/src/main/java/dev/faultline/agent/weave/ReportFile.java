// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.weave;

import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;

/**
 * Writes the {@link WeaveReport}, and the failures of hooks, to a file when the JVM ends. For tests
 * and for support: lines that begin with {@code woven}, {@code failed} or {@code skipped}.
 */
public final class ReportFile implements Runnable {
  private final String path;
  private final WeaveReport report;

  private ReportFile(String path, WeaveReport report) {
    this.path = path;
    this.report = report;
  }

  /** Takes the path of the file, which is overwritten. */
  public static void writeAtExit(String path, WeaveReport report) {
    Thread thread = new Thread(null, new ReportFile(path, report), "faultline-report", 0);
    Runtime.getRuntime().addShutdownHook(thread);
  }

  @Override
  public void run() {
    try (OutputStream out = new FileOutputStream(path)) {
      out.write(text().getBytes(StandardCharsets.UTF_8));
    } catch (IOException | RuntimeException cannotBeWritten) {
      System.err.println(
          "[faultline] WARN faultline.report.file: \""
              + path
              + "\" cannot be written; there is no report: "
              + cannotBeWritten.getMessage());
    }
  }

  private String text() {
    StringBuilder text = new StringBuilder(report.text());
    for (ProbeSwitch each : ProbeSwitch.all()) {
      if (each.failures() == 0) continue;
      text.append("failed hook ").append(each.probe).append(' ').append(each.failures());
      text.append(" times, first with ").append(WeaveReport.trace(each.firstFailure()));
      text.append('\n');
    }
    return text.toString();
  }
}
