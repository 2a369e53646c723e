// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Severity;

/** The words of messages, in one language. Immutable. */
abstract class Texts {
  static final Texts ENGLISH = new EnglishTexts();
  static final Texts CHINESE = new ChineseTexts();

  /**
   * @param language {@code en} or {@code zh}
   */
  static Texts of(String language) {
    return language.equals("zh") ? CHINESE : ENGLISH;
  }

  // Labels of facts, without colon.
  String trace = "";
  String rule = "";
  String service = "";
  String environment = "";
  String instance = "";
  String group = "";
  String count = "";
  String time = "";
  String lasted = "";
  String exception = "";
  String message = "";
  String frame = "";
  String request = "";
  String last = "";
  String alsoFiring = "";
  String link = "";
  String silence = "";
  String overflow = "";

  /** Between a label and its value. */
  String colon = ": ";

  /** At the end of what was cut. */
  String cut = "";

  /** What a test says. */
  String works = "";

  /** What the dead man's switch says. */
  String alive = "";

  abstract String event(Notice.Event event);

  abstract String severity(Severity severity);

  /** {@code [Firing] }. */
  abstract String tag(String event);

  abstract String countIn(long count, long windowMillis);

  abstract String countSince(long count, long sinceLast);

  abstract String times(long count);

  abstract String digest(int notices);

  abstract String more(int groups);

  abstract String notListed(long notices);

  abstract String duration(long millis);

  /** The largest unit that leaves no more than two of them: units from days to milliseconds. */
  static String duration(long millis, String[] units) {
    long[] lengths = {86_400_000, 3_600_000, 60_000, 1_000};
    for (int i = 0; i < lengths.length; i++) {
      long whole = millis / lengths[i];
      if (whole == 0) continue;
      long rest = i + 1 < lengths.length ? millis % lengths[i] / lengths[i + 1] : 0;
      return rest == 0 ? whole + units[i] : whole + units[i] + " " + rest + units[i + 1];
    }
    return millis + units[4];
  }
}
