// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.setup;

/** Lines of rules, and where they were written. Immutable. */
public final class RuleText {
  /** For problems: a file's path, or what else a reader knows it by. */
  public final String place;

  /** Its lines end with a line feed, but for the last. */
  final String text;

  /** Whether it may define channels, which have secrets. */
  final boolean hasChannels;

  private RuleText(String place, String text, boolean hasChannels) {
    this.place = place;
    String lines = text.replace("\r\n", "\n").replace('\r', '\n');
    this.text = lines.startsWith("\uFEFF") ? lines.substring(1) : lines;
    this.hasChannels = hasChannels;
  }

  public static RuleText of(String place, String text) {
    return new RuleText(place, text, true);
  }

  /** One that may define no channel. */
  public static RuleText withoutChannels(String place, String text) {
    return new RuleText(place, text, false);
  }

  /** Of a setting, which may be a single line: there, a semicolon outside of quotes ends one. */
  public static RuleText ofSetting(String place, String value) {
    StringBuilder lines = new StringBuilder(value.length());
    boolean quoted = false;
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c == '"' || c == '\n') quoted = c == '"' && !quoted;
      lines.append(c == ';' && !quoted ? '\n' : c);
    }
    return new RuleText(place, lines.toString(), true);
  }

  int lines() {
    return text.split("\n", -1).length;
  }

  /** From 1; without what may be secret. */
  String line(int number) {
    String line = text.split("\n", -1)[number - 1].trim();
    return line.regionMatches(true, 0, "channel", 0, 7) ? "" : line;
  }
}
