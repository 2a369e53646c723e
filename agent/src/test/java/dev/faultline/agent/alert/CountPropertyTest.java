// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.agent.alert.event.AlertEvent;
import dev.faultline.agent.alert.notice.AlertGroup;
import dev.faultline.agent.alert.notice.Notice;
import dev.faultline.agent.alert.rule.AlertRules;
import dev.faultline.agent.alert.rule.AnyChannel;
import dev.faultline.agent.alert.state.MemoryState;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** The engine against a plain reading of what a count rule means, on random sequences. */
class CountPropertyTest {
  private static final long T0 = 1_800_000_000_000L;

  /** Keeps every event, and counts anew each time. */
  private static final class Naive {
    private static final class Key {
      final List<long[]> events = new ArrayList<>();
      boolean fires;
      boolean told;
      long begun;
      long last;
      long count;
    }

    final Map<String, Key> keys = new TreeMap<>();
    final List<String> told = new ArrayList<>();
    final long threshold;
    final long window;

    Naive(long threshold, long window) {
      this.threshold = threshold;
      this.window = window;
    }

    void on(String service, long at, long count, long now) {
      if (now - at > window) return;
      Key key = keys.computeIfAbsent(service, k -> new Key());
      long millis = Math.min(at, now);
      key.events.add(new long[] {millis, count});
      long newest = key.events.stream().mapToLong(e -> e[0]).max().orElseThrow();
      long in = key.events.stream().filter(e -> e[0] >= newest - window).mapToLong(e -> e[1]).sum();
      key.last = newest;
      if (key.fires) {
        key.count += count;
      } else if (in >= threshold) {
        key.fires = true;
        key.begun = now;
        key.count = in;
      }
    }

    void tick(long now) {
      keys.forEach(
          (service, key) -> {
            if (!key.fires) return;
            if (key.told && now - Math.max(key.last, key.begun) >= window) {
              told.add(now - T0 + " RESOLVED " + service + " " + key.count);
              key.fires = false;
              key.told = false;
              key.events.clear();
            } else if (!key.told) {
              told.add(now - T0 + " FIRING " + service + " " + key.count);
              key.told = true;
            }
          });
    }
  }

  @Test
  void countRule_doesWhatAPlainReadingDoes() {
    for (int seed = 0; seed < 2_000; seed++) run(seed);
  }

  private static void run(int seed) {
    Random random = new Random(seed);
    long threshold = 1 + random.nextInt(8);
    int seconds = 2 + random.nextInt(30);
    List<String> told = new ArrayList<>();
    String text =
        String.format(
            "r: %d seconds, >= %d faults, by service -> a, group wait 0, cooldown 0, no repeat",
            seconds, threshold);
    AlertRules rules = AlertRules.parse("f", text, ZoneId.of("UTC"), new AnyChannel());
    AlertEngine engine =
        new AlertEngine(
            rules,
            new MemoryState(),
            notice -> {
              // Growing tenfold is not what this is about.
              if (notice.event == Notice.Event.ESCALATED) return;
              for (AlertGroup group : notice.groups) {
                String service = group.labels.get("service");
                told.add(
                    notice.millis - T0 + " " + notice.event + " " + service + " " + group.count);
              }
            },
            T0);
    Naive naive = new Naive(threshold, seconds * 1000L);
    int perSecond = 1 + random.nextInt(4);
    for (long second = 0; second < 300; second++) {
      long millis = 0;
      int events = random.nextInt(10) < 6 ? 0 : random.nextInt(perSecond + 1);
      for (int i = 0; i < events; i++) {
        millis += random.nextInt(1000 / (events + 1));
        long now = T0 + second * 1000 + millis;
        // Whole half seconds often, so that edges are met exactly.
        long at = now - random.nextInt(3) * 500L * random.nextInt(seconds * 2 + 4);
        if (random.nextInt(20) == 0) at = now + 5_000;
        long count = random.nextInt(6) == 0 ? 1 + random.nextInt(10) : 1;
        String service = "s" + random.nextInt(3);
        engine.on(
            AlertEvent.of(AlertEvent.Kind.FAULT, at).service(service).count(count).build(), now);
        naive.on(service, at, count, now);
      }
      engine.tick(T0 + (second + 1) * 1000);
      naive.tick(T0 + (second + 1) * 1000);
    }
    told.sort(null);
    naive.told.sort(null);
    assertThat(told).as("seed %d: %s", seed, text).isEqualTo(naive.told);
  }
}
