// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.notice.Severity;

/** English. */
final class EnglishTexts extends Texts {
  private static final String[] UNITS = {" d", " h", " min", " s", " ms"};

  EnglishTexts() {
    trace = "Trace";
    rule = "Rule";
    service = "Service";
    environment = "Environment";
    instance = "Instance";
    group = "Group";
    count = "Count";
    time = "Time";
    lasted = "Lasted";
    exception = "Exception";
    message = "Message";
    frame = "At";
    request = "Request";
    last = "Last";
    alsoFiring = "Also";
    link = "Console";
    silence = "To silence";
    overflow = "too many groups to tell apart";
    cut = "Cut here: more is to be found by the trace id.";
    works = "The way from Faultline to this channel works. Nothing is wrong.";
    alive = "Faultline is watching. Only when this message stays away is something wrong.";
  }

  @Override
  String event(Notice.Event event) {
    switch (event) {
      case FIRING:
        return "Firing";
      case REPEAT:
        return "Still firing";
      case ESCALATED:
        return "Escalated";
      case RESOLVED:
        return "Resolved";
      case DIGEST:
        return "Digest";
      case HEARTBEAT:
        return "Heartbeat";
      default:
        return "Test";
    }
  }

  @Override
  String severity(Severity severity) {
    return severity.word;
  }

  @Override
  String tag(String event) {
    return "[" + event + "] ";
  }

  @Override
  String countIn(long count, long windowMillis) {
    return count + " in " + duration(windowMillis);
  }

  @Override
  String countSince(long count, long sinceLast) {
    return count + " (+" + sinceLast + " since the last message)";
  }

  @Override
  String times(long count) {
    return count == 1 ? "once" : count + " times";
  }

  @Override
  String digest(int notices) {
    return notices + " alerts in one message";
  }

  @Override
  String more(int groups) {
    return groups + " more groups";
  }

  @Override
  String notListed(long notices) {
    return notices + " more alerts are not listed here.";
  }

  @Override
  String duration(long millis) {
    return duration(millis, UNITS);
  }
}
