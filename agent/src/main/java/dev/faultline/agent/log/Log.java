// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.log;

import dev.faultline.agent.config.LogLevel;
import java.io.File;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.Charset;
import org.jspecify.annotations.Nullable;

/**
 * The lines themselves: {@code [faultline] WARN message}. Usable before SLF4J is loaded, which is
 * what start-up does. Each line is one write, so that lines of the application do not get mixed in.
 */
public final class Log {
  private static final OutputStream STDERR = new FileOutputStream(FileDescriptor.err);

  private static volatile LogLevel level = LogLevel.INFO;
  private static volatile OutputStream out = STDERR;

  private Log() {}

  /**
   * Says what is written, and where to.
   *
   * @param file path of a file to append to; null for stderr, which also serves where the file
   *     cannot be written
   */
  public static void open(LogLevel level, @Nullable String file) {
    Log.level = level;
    out = STDERR;
    if (file == null) return;
    try {
      out = new FileOutputStream(new File(file), true);
    } catch (IOException | SecurityException e) {
      line(
          LogLevel.WARN,
          "faultline.log.file: \"" + file + "\" cannot be written; using stderr: " + e.getMessage(),
          null);
    }
  }

  /** Whether lines of this level are written. */
  public static boolean shows(LogLevel wanted) {
    return wanted.compareTo(level) <= 0;
  }

  public static void info(String message) {
    line(LogLevel.INFO, message, null);
  }

  public static void warn(String message) {
    line(LogLevel.WARN, message, null);
  }

  /**
   * Writes one line.
   *
   * @param failure named at the end of the line; with its stack only at level debug and beyond
   */
  public static void line(LogLevel level, String message, @Nullable Throwable failure) {
    if (!shows(level)) return;
    StringBuilder line = new StringBuilder(message.length() + 32);
    line.append("[faultline] ").append(level).append(' ').append(message);
    if (failure != null) append(line, failure);
    line.append(System.lineSeparator());
    write(line.toString().getBytes(Charset.defaultCharset()));
  }

  private static void append(StringBuilder line, Throwable failure) {
    if (!shows(LogLevel.DEBUG)) {
      line.append(" (").append(failure).append(')');
      return;
    }
    StringWriter stack = new StringWriter();
    failure.printStackTrace(new PrintWriter(stack));
    line.append(System.lineSeparator()).append(stack.toString().trim());
  }

  private static void write(byte[] line) {
    try {
      out.write(line);
    } catch (IOException e) {
      // A full disk or a closed stderr: there is nobody left to tell.
      out = STDERR;
    }
  }
}
