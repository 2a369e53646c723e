// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What makes a text look otherwise than was meant, or lead somewhere that nobody meant. */
final class MarkdownRules {
  private static final Pattern LINK = Pattern.compile("\\[([^\\]]*)]\\(([^)]*)\\)");

  private MarkdownRules() {}

  /** Bold that is not closed on its line, and links and pictures that are not ours. */
  static List<String> check(String text, String bold) {
    List<String> problems = new ArrayList<>();
    for (String line : text.split("\n")) {
      int marks = line.split(Pattern.quote(bold), -1).length - 1;
      if (marks % 2 != 0) problems.add("bold is left open: " + line);
      Matcher link = LINK.matcher(line);
      while (link.find()) {
        boolean ours = link.group(1).equals(link.group(2)) && link.group(2).startsWith("http");
        if (!ours) problems.add("a link that nobody meant: " + line);
      }
    }
    return problems;
  }
}
