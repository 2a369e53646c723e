// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.event.AlertEventBuilder;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.AlertSink;
import dev.faultline.agent.alert.notice.Fragment;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.rule.AlertRules;
import dev.faultline.agent.alert.rule.AnyChannel;
import dev.faultline.agent.alert.rule.Silence;
import dev.faultline.agent.alert.state.MemoryState;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Runs a scenario with a virtual clock that ticks each second. */
final class ScenarioRun implements AlertSink {
  private static final Pattern WORD = Pattern.compile("(?:[^\\s\"=]+=)?(?:\"[^\"]*\"|[^\\s\"]+)");

  private final Scenario scenario;
  private final MemoryState state = new MemoryState();
  private final List<String> told = new ArrayList<>();
  private AlertEngine engine;
  private long nowMillis;

  ScenarioRun(Scenario scenario) {
    this.scenario = scenario;
    engine = new AlertEngine(parse(scenario.rules), state, this, scenario.startMillis);
  }

  private static AlertRules parse(String text) {
    AlertRules rules = AlertRules.parse("alerts.rules", text, ZoneId.of("UTC"), new AnyChannel());
    assertThat(rules.problems).isEmpty();
    return rules;
  }

  List<String> run() {
    int next = 0;
    for (long second = 0; second <= scenario.endMillis + 999; second += 1000) {
      while (next < scenario.steps.size() && scenario.steps.get(next).millis() <= second) {
        Scenario.Step step = scenario.steps.get(next++);
        nowMillis = step.millis();
        step(step.text());
      }
      nowMillis = second;
      engine.tick(scenario.startMillis + second);
    }
    return told;
  }

  private void step(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) words.add(matcher.group());
    long now = scenario.startMillis + nowMillis;
    switch (words.get(0)) {
      case "restart" -> engine = new AlertEngine(parse(scenario.rules), state, this, now);
      case "reload" -> {
        scenario.rules = text.substring("reload".length()).trim();
        engine.rules(parse(scenario.rules), now);
      }
      case "silence" -> engine.silences(silences(text.substring("silence".length())));
      case "quiet" -> {}
      default -> events(words, now);
    }
  }

  /** {@code MATCHERS until TIME}, or nothing. */
  private Collection<Silence> silences(String text) {
    int until = text.indexOf(" until ");
    if (until < 0) return List.of();
    long end = scenario.startMillis + Scenario.millis(text.substring(until + 7).trim());
    return List.of(Silence.of("1", text.substring(0, until), end));
  }

  private void events(List<String> words, long now) {
    int times = 1;
    for (String word : words) {
      if (word.startsWith("times=")) times = Integer.parseInt(word.substring(6));
    }
    for (int i = 0; i < times; i++) engine.on(event(words, now, i), now);
  }

  private AlertEvent event(List<String> words, long now, int index) {
    long at = now;
    for (String word : words) {
      if (word.startsWith("at=")) at = scenario.startMillis + Scenario.millis(word.substring(3));
    }
    AlertEvent.Kind kind = null;
    for (AlertEvent.Kind each : AlertEvent.Kind.values()) {
      if (each.word.equals(words.get(0))) kind = each;
    }
    assertThat(kind).as("kind of event " + words).isNotNull();
    AlertEventBuilder event = AlertEvent.of(kind, at).service(words.get(1));
    for (String word : words.subList(2, words.size())) {
      if (word.startsWith("\"")) {
        event.message(unquoted(word));
      } else {
        int equals = word.indexOf('=');
        String value = unquoted(word.substring(equals + 1)).replace("#", "" + index);
        fact(event, word.substring(0, equals), value);
      }
    }
    return event.build();
  }

  private static void fact(AlertEventBuilder event, String name, String value) {
    switch (name) {
      case "env" -> event.environment(value);
      case "instance" -> event.instance(value);
      case "trace" -> event.traceId(value);
      case "id" -> event.recordId(value);
      case "count" -> event.count(Long.parseLong(value));
      case "failed" -> event.failed(Long.parseLong(value));
      case "type" -> event.exceptionType(value);
      case "frame" -> event.topFrame(value);
      case "fp" -> event.fingerprint(value);
      case "category" -> event.category(value);
      case "state" -> event.state(value);
      case "route" -> event.route(value);
      case "status" -> event.status(Integer.parseInt(value));
      case "ms" -> event.durationNanos(Long.parseLong(value) * 1_000_000);
      case "buckets" -> buckets(event, value);
      case "new" -> event.isNewGroup(Boolean.valueOf(value));
      case "regressed" -> event.regressed(true);
      case "own" -> event.own(true);
      case "fragment" -> event.fragment(value);
      case "at", "times" -> {}
      default -> event.attribute(name, value);
    }
  }

  /** {@code MS:COUNT,MS:COUNT,COUNT}. */
  private static void buckets(AlertEventBuilder event, String text) {
    String[] parts = text.split(",");
    long[] bounds = new long[parts.length - 1];
    long[] counts = new long[parts.length];
    for (int i = 0; i < parts.length; i++) {
      String[] pair = parts[i].split(":");
      if (i < bounds.length) bounds[i] = Long.parseLong(pair[0]) * 1_000_000;
      counts[i] = Long.parseLong(pair[pair.length - 1]);
    }
    event.durations(bounds, counts);
  }

  private static String unquoted(String word) {
    return word.startsWith("\"") ? word.substring(1, word.length() - 1) : word;
  }

  @Override
  public void tell(Notice notice) {
    told.add(Scenario.time(nowMillis) + " => " + notice.event + text(notice));
  }

  @Override
  public void held(Notice notice, String why) {
    told.add(Scenario.time(nowMillis) + " => held by " + why + ":" + text(notice));
  }

  private String text(Notice notice) {
    StringBuilder text = new StringBuilder();
    if (notice.rule.isEmpty()) text.append(" -> ").append(notice.targets.get(0).channel);
    for (AlertGroup group : notice.groups) {
      text.append(text.length() == 0 ? " " : " & ").append(group.key.replace("{}", ""));
      text.append(' ').append(group.count).append(" (+").append(group.sinceLast).append(')');
      if (!group.measured.isEmpty()) text.append(", ").append(group.measured);
      if (notice.parts.fragments > 0) text.append(shown(group));
    }
    if (notice.moreGroups > 0) text.append(" & ").append(notice.moreGroups).append(" more");
    return text.toString();
  }

  /** What a rule with fragments shows. */
  private String shown(AlertGroup group) {
    StringBuilder text = new StringBuilder(" ");
    text.append(time(group.firstMillis)).append('-').append(time(group.lastMillis));
    AlertEvent example = group.example;
    if (example != null) text.append(" trace=").append(example.traceId);
    if (example != null && example.status > 0) text.append(" status=").append(example.status);
    for (Fragment each : group.fragments) {
      text.append(" [").append(each.text).append(' ').append(each.traceId).append(']');
    }
    return text.toString();
  }

  private String time(long millis) {
    return Scenario.time(millis - scenario.startMillis);
  }
}
