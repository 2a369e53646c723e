// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.account;

import dev.faultline.agent.export.AlertStanding;
import dev.faultline.agent.govern.Cost;
import dev.faultline.agent.ship.Account;
import dev.faultline.agent.ship.Standing;
import dev.faultline.agent.ship.Tally;
import dev.faultline.agent.ship.Trouble;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The account as JSON. What the members mean, the README says; they are there for scripts. */
final class AccountText {
  private final String version;
  private final String service;
  private final List<String> wanted;
  private final long startedMillis;

  /**
   * @param wanted names of the exporters that are configured
   * @param startedMillis when Faultline started, of the epoch
   */
  AccountText(String version, String service, List<String> wanted, long startedMillis) {
    this.version = version;
    this.service = service;
    this.wanted = wanted;
    this.startedMillis = startedMillis;
  }

  String of(Account account, long nowMillis) {
    JsonText json = new JsonText().begin('{');
    json.name("version").value(version).name("service").value(service);
    json.name("started").value(startedMillis).name("at").value(nowMillis);
    json.name("configured").begin('[');
    for (String each : wanted) json.value(each);
    json.end(']').name("sightings").begin('{');
    numbers(json, account.sightings());
    json.end('}').name("exporters").begin('[');
    for (Standing each : account.standings()) exporter(json, each);
    json.end(']');
    cost(json.name("cost"), account.cost());
    AlertStanding alerts = account.alerts();
    if (alerts != null) alerts(json.name("alerts"), alerts);
    return json.end('}').toString();
  }

  private static void cost(JsonText json, Cost cost) {
    json.begin('{').name("cpuMillionths").value(cost.cpuMillionths());
    json.name("memoryBytes").value(cost.bytes).name("level").value(cost.level);
    json.name("leftOut").value(cost.leftOut()).end('}');
  }

  private static void alerts(JsonText json, AlertStanding alerts) {
    json.begin('{').name("channels").begin('[');
    for (AlertStanding.Channel each : alerts.channels) channel(json, each);
    json.end(']').name("suppressed");
    counts(json, alerts.suppressed);
    json.name("events");
    counts(json, alerts.events);
    json.end('}');
  }

  private static void channel(JsonText json, AlertStanding.Channel channel) {
    json.begin('{').name("name").value(channel.name).name("target").value(channel.target);
    json.name("state").value(channel.state).name("lastError").value(channel.lastError);
    json.name("sent").value(channel.sent).name("failed").value(channel.failed);
    json.name("dropped").value(channel.dropped).name("pending").value(channel.pending).end('}');
  }

  private static void counts(JsonText json, Map<String, Long> counts) {
    json.begin('{');
    counts.forEach((name, count) -> json.name(name).value(count));
    json.end('}');
  }

  private static void exporter(JsonText json, Standing standing) {
    json.begin('{').name("name").value(standing.exporter);
    json.name("target").value(standing.target);
    json.name("backlogBytes").value(standing.backlogBytes);
    json.name("signals").begin('[');
    for (Tally each : standing.tallies) signal(json, each, standing.troubles.get(each.label));
    json.end(']').end('}');
  }

  private static void signal(JsonText json, Tally tally, @Nullable Trouble trouble) {
    json.begin('{').name("signal").value(tally.label);
    numbers(json, tally);
    json.name("spooled").value(tally.spooled());
    if (trouble != null) {
      json.name("failing").begin('{').name("since").value(trouble.sinceMillis);
      json.name("failures").value(trouble.failures).name("cause").value(trouble.cause).end('}');
    }
    json.end('}');
  }

  private static void numbers(JsonText json, Tally tally) {
    json.name("recorded").value(tally.recorded).name("delivered").value(tally.delivered);
    counts(json.name("dropped"), tally.dropped);
    json.name("pending").value(tally.pending());
  }
}
