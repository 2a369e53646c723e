// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Puts a report between two marks of a Markdown file, in place of the last one. */
final class Readme {
  private static final String BEGIN = "<!-- compared -->\n";
  private static final String END = "<!-- end of compared -->\n";

  private Readme() {}

  static void put(Path file, String report) throws IOException {
    String text = Files.readString(file);
    int begin = text.indexOf(BEGIN);
    int end = text.indexOf(END);
    if (begin < 0 || end < begin) throw new IOException(file + " has no place for a report");
    String sections = report.substring(report.indexOf("\n\n") + 2).replace("\n## ", "\n#### ");
    Files.writeString(
        file, text.substring(0, begin + BEGIN.length()) + "\n" + sections + text.substring(end));
  }
}
