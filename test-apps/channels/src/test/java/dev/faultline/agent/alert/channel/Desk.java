// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.transport.Backoff;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * A dispatcher with its real channels and its real HTTP, but whose clock only goes on when a test
 * says so, and which works only when told to.
 */
final class Desk {
  static final long START = 1_700_000_000_000L;

  final List<String> settled = new ArrayList<>();
  final List<Notice> notices = new ArrayList<>();
  final Dispatcher dispatcher;
  private long nanos = TimeUnit.DAYS.toNanos(-1); // a clock may begin anywhere

  Desk(String... lines) {
    this(Map.of(), lines);
  }

  Desk(Map<String, String> settings, String... lines) {
    AgentConfig config = AgentConfig.of(settings);
    dispatcher =
        new Dispatcher(
            new ChannelMaker(config, "en", HttpWire.by(config), this::millis),
            (notice, channel, ok, detail) -> {
              settled.add(channel + (ok ? " ok" : " failed: " + detail));
              notices.add(notice);
            },
            () -> nanos,
            this::millis,
            new Backoff(() -> 0.5),
            Runnable::run);
    configure(lines);
  }

  void configure(String... lines) {
    List<ChannelConfig> configs = new ArrayList<>();
    for (String each : lines) configs.add(ChannelConfig.parse(each));
    dispatcher.configure(configs);
  }

  /** Since 1970. */
  long millis() {
    return START + TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.DAYS.toNanos(1));
  }

  Desk tell(Notice... told) {
    for (Notice each : told) dispatcher.tell(each);
    return this;
  }

  /** Does what is due now. */
  Desk work() {
    while (dispatcher.step() == 0) {}
    return this;
  }

  /** Lets so much time pass, and does what becomes due in it when it does. */
  Desk pass(long millis) {
    long end = nanos + TimeUnit.MILLISECONDS.toNanos(millis);
    while (true) {
      long wait = dispatcher.step();
      if (wait == 0) continue;
      if (wait < 0 || wait > end - nanos) break;
      nanos += wait;
    }
    nanos = end;
    return work();
  }

  ChannelStatus status(String channel) {
    return dispatcher.status().stream().filter(each -> each.name.equals(channel)).findAny().get();
  }
}
