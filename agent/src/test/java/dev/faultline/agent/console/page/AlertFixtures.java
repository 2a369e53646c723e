// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.page;

import static dev.faultline.agent.console.page.Json.map;

import dev.faultline.agent.console.otlp.Node;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Made-up rules, alerts, silences and channels. */
final class AlertFixtures {
  private final long now;
  private final boolean sick;
  private final List<Object> silences = new ArrayList<>();

  AlertFixtures(long now, boolean sick) {
    this.now = now;
    this.sick = sick;
    if (sick)
      silences.add(
          map(
              "id",
              "1",
              "matchers",
              "service=mailer",
              "until",
              now + 3_000_000,
              "comment",
              "moving the mail relay",
              "by",
              "console"));
  }

  String change(String path, Node body) {
    if (path.equals("/api/alerts/test"))
      return body.text("channel").startsWith("mail")
          ? "smtp.example.com:587 refuses: 535 authentication failed"
          : null;
    if (path.endsWith("/delete")) silences.clear();
    if (path.equals("/api/alerts/silences")) {
      if (!body.text("matchers").contains("=")) return "A matcher reads name=value.";
      silences.add(
          map(
              "id",
              "2",
              "matchers",
              "rule=payment",
              "until",
              now + 3_600_000,
              "comment",
              "",
              "by",
              "console"));
    }
    return null;
  }

  Map<String, Object> all(boolean any) {
    if (!any || !sick)
      return map(
          "rules",
          List.of(),
          "history",
          List.of(),
          "silences",
          List.of(),
          "channels",
          List.of(),
          "file",
          "faultline-alerts.conf");
    Map<String, Object> labels = map("service", "shop");
    return map(
        "rules",
            List.of(
                map(
                    "name",
                    "payment",
                    "text",
                    "5 minutes, >= 3 events \"payment_failed\" with status 500, by service -> wecom, with the last 5 fragments and the trace id",
                    "severity",
                    "critical",
                    "channels",
                    List.of("wecom", "dingtalk"),
                    "enabled",
                    true,
                    "problem",
                    "",
                    "state",
                    "FIRING",
                    "firing",
                    List.of(
                        map(
                            "key",
                            "shop",
                            "labels",
                            labels,
                            "since",
                            now - 420_000,
                            "count",
                            41,
                            "lastSeen",
                            now - 9_000,
                            "measured",
                            "",
                            "held",
                            "",
                            "silencedUntil",
                            0,
                            "example",
                            map(
                                "text",
                                "payment_failed: the bank does not answer",
                                "exception",
                                "",
                                "place",
                                "",
                                "fingerprint",
                                "",
                                "traceId",
                                TraceFixtures.ID,
                                "time",
                                now - 9_000)))),
                map(
                    "name",
                    "new-group",
                    "text",
                    "a new fault in production -> slack",
                    "severity",
                    "warning",
                    "channels",
                    List.of("slack"),
                    "enabled",
                    true,
                    "problem",
                    "",
                    "state",
                    "OK",
                    "firing",
                    List.of()),
                map(
                    "name",
                    "slow",
                    "text",
                    "p95 of POST /orders > 2 s for 5 minutes -> mail",
                    "severity",
                    "warning",
                    "channels",
                    List.of("mail"),
                    "enabled",
                    false,
                    "problem",
                    "line 7: channel \"pager\" is not configured",
                    "state",
                    "OK",
                    "firing",
                    List.of())),
        "history",
            List.of(
                map(
                    "time",
                    now - 420_000,
                    "rule",
                    "payment",
                    "key",
                    "shop",
                    "event",
                    "firing",
                    "labels",
                    labels,
                    "count",
                    3,
                    "text",
                    "3 events payment_failed within 5 minutes in shop",
                    "traceIds",
                    List.of(TraceFixtures.ID),
                    "deliveries",
                    List.of(
                        map("channel", "wecom", "ok", true, "detail", "errcode 0"),
                        map(
                            "channel",
                            "dingtalk",
                            "ok",
                            false,
                            "detail",
                            "310000 sign not match"))),
                map(
                    "time",
                    now - 4_000_000,
                    "rule",
                    "payment",
                    "key",
                    "shop",
                    "event",
                    "resolved",
                    "labels",
                    labels,
                    "count",
                    12,
                    "text",
                    "quiet for 5 minutes",
                    "traceIds",
                    List.of(),
                    "deliveries",
                    List.of(map("channel", "wecom", "ok", true, "detail", "errcode 0")))),
        "silences", silences,
        "channels",
            List.of(
                map(
                    "name",
                    "wecom",
                    "type",
                    "wecom",
                    "target",
                    "qyapi.weixin.qq.com/…key=****",
                    "state",
                    "ok",
                    "lastError",
                    "",
                    "sent",
                    12,
                    "failed",
                    0),
                map(
                    "name",
                    "dingtalk",
                    "type",
                    "dingtalk",
                    "target",
                    "oapi.dingtalk.com/…access_token=****",
                    "state",
                    "failing",
                    "lastError",
                    "310000 sign not match",
                    "sent",
                    3,
                    "failed",
                    4),
                map(
                    "name",
                    "mail",
                    "type",
                    "mail",
                    "target",
                    "ops@example.com",
                    "state",
                    "ok",
                    "lastError",
                    "",
                    "sent",
                    0,
                    "failed",
                    0)),
        "file", "faultline-alerts.conf");
  }
}
