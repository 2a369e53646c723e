// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.notice;

import dev.faultline.agent.alert.event.AlertEvent;
import java.util.ArrayList;
import java.util.List;

/** Notices for tests: a payment fails, three times in five minutes, unless told otherwise. */
public final class Notices {
  public static final String TRACE = "0af7651916cd43dd8448eb211c80319c";
  public static final long NOON = 1_700_000_000_000L;

  private Notice.Event event = Notice.Event.FIRING;
  private Severity severity = Severity.WARNING;
  private List<Target> targets = new ArrayList<>();
  private String service = "shop";
  private String message = "card declined";
  private String fragment = "payment_failed order=4711 amount=12.50";
  private String rule = "payment";
  private String link = "https://console.example/faults/abc";
  private long resolved;

  private Notices() {}

  public static Notices to(String... channels) {
    Notices notices = new Notices();
    for (String each : channels) {
      String[] words = each.split(" else ");
      notices.targets.add(new Target(words[0], words.length > 1 ? words[1] : null));
    }
    return notices;
  }

  public Notices event(Notice.Event event) {
    this.event = event;
    if (event == Notice.Event.RESOLVED) resolved = NOON + 900_000;
    return this;
  }

  public Notices critical() {
    severity = Severity.CRITICAL;
    return this;
  }

  public Notices service(String service) {
    this.service = service;
    return this;
  }

  public Notices rule(String rule) {
    this.rule = rule;
    return this;
  }

  public Notices message(String message) {
    this.message = message;
    return this;
  }

  public Notices fragment(String fragment) {
    this.fragment = fragment;
    return this;
  }

  public Notice build() {
    NoticeBuilder notice = new NoticeBuilder(event, NOON);
    notice.rule = rule;
    notice.ruleText = "5 minutes, >= 3 events \"payment_failed\" with status 500, by service";
    notice.severity = severity;
    notice.targets.addAll(targets);
    notice.windowMillis = 300_000;
    notice.parts = new Parts(5, true, true, true);
    notice.tellsResolved = true;
    notice.silenceHint = "silence service=shop rule=payment for 1h";
    AlertGroupBuilder group = new AlertGroupBuilder();
    group.key = rule + "{service=" + service + "}";
    group.labels.put("service", service);
    group.count = 3;
    group.sinceLast = 3;
    group.firstMillis = NOON - 240_000;
    group.lastMillis = NOON;
    group.firedMillis = NOON;
    group.resolvedMillis = resolved;
    group.link = link;
    for (int i = 0; i < 5; i++) {
      group.fragments.add(new Fragment(NOON - 5_000 + i * 1_000, fragment + " #" + i, TRACE));
    }
    group.example =
        AlertEvent.of(AlertEvent.Kind.FAULT, NOON)
            .service(service)
            .environment("production")
            .instance("shop-7f9c-1")
            .exceptionType("com.example.PaymentException")
            .message(message)
            .topFrame("com.example.Payments.charge(Payments.java:42)")
            .route("POST /orders/{id}/pay")
            .status(500)
            .traceId(TRACE)
            .build();
    notice.groups.add(group.build());
    return notice.build();
  }
}
