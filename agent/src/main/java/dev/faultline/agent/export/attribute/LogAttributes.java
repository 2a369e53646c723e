// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.agent.enrich.LogRecord;
import java.io.IOException;

/** What is told of a line that was logged, beside its time, severity, text and trace. */
public final class LogAttributes {
  private static final Key LOGGER = new Key("faultline.logger");

  private LogAttributes() {}

  public static void write(LogRecord line, AttributeWriter out) throws IOException {
    if (!line.logger.isEmpty()) out.put(LOGGER, line.logger);
    if (line.threadId > 0) out.put(Keys.THREAD_ID, line.threadId);
    out.put(Keys.THREAD_NAME, line.threadName);
  }
}
