// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.account;

import dev.faultline.agent.export.AlertStanding;
import dev.faultline.agent.govern.Cost;
import dev.faultline.agent.ship.Account;
import dev.faultline.agent.ship.Standing;
import dev.faultline.agent.ship.Tally;
import dev.faultline.agent.ship.Trouble;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import javax.management.Attribute;
import javax.management.AttributeList;
import javax.management.AttributeNotFoundException;
import javax.management.DynamicMBean;
import javax.management.MBeanAttributeInfo;
import javax.management.MBeanInfo;
import javax.management.ReflectionException;
import org.jspecify.annotations.Nullable;

/**
 * A bean of attributes to read, of types that every client has: numbers, texts, and one composite.
 * Attributes that are asked for together are of the same moment.
 *
 * @param <T> what is read for that moment; null for nothing any more
 */
final class RecordBean<T> implements DynamicMBean {
  private final String description;
  private final Supplier<@Nullable T> source;
  private final Map<String, Function<T, Object>> readers = new LinkedHashMap<>();
  private final Map<String, MBeanAttributeInfo> infos = new LinkedHashMap<>();

  private RecordBean(String description, Supplier<@Nullable T> source) {
    this.description = description;
    this.source = source;
  }

  /** What became of records of one kind, before they go to any exporter. */
  static RecordBean<Tally> of(Supplier<Tally> tally) {
    return numbers(new RecordBean<>("What became of what Faultline saw", tally::get), each -> each);
  }

  /** What became of records of one kind at one exporter. */
  static RecordBean<Standing> of(Account account, String exporter, String label) {
    RecordBean<Standing> bean =
        new RecordBean<>(
            "What became of these records at this exporter", () -> account.standing(exporter));
    numbers(bean, standing -> tally(standing, label));
    bean.number(
        "Spooled", "Of the pending ones, those on the disk", s -> tally(s, label).spooled());
    bean.has(
        "Failing",
        Boolean.class,
        "Whether they cannot be delivered at the moment",
        standing -> standing.troubles.containsKey(label));
    bean.number(
        "FailingSince",
        "Since when, in milliseconds of the epoch; 0 if they can be",
        standing -> since(standing.troubles.get(label)));
    bean.has(
        "FailingCause",
        String.class,
        "Why the last delivery failed; empty if they can be",
        standing -> cause(standing.troubles.get(label)));
    return bean;
  }

  /** Where one exporter delivers to. */
  static RecordBean<Standing> of(Account account, String exporter) {
    RecordBean<Standing> bean =
        new RecordBean<>("One of faultline.exporters", () -> account.standing(exporter));
    bean.has("Target", String.class, "Where it delivers to", standing -> standing.target);
    bean.number("BacklogBytes", "What waits in memory", standing -> standing.backlogBytes);
    return bean;
  }

  /** What Faultline costs. */
  static RecordBean<Cost> ofCost(Account account) {
    RecordBean<Cost> bean = new RecordBean<>("What Faultline costs", account::cost);
    bean.has("Cpu", Double.class, "Share of the process' CPU, 0 to 1", each -> each.cpu);
    bean.number("MemoryBytes", "Held of what waits", each -> each.bytes);
    bean.number("Level", "What is left out for that: 0 nothing, to 4", each -> (long) each.level);
    bean.has("LeftOut", String.class, "The same in words; may be empty", Cost::leftOut);
    return bean;
  }

  /** What became of alerts, whatever their channel. */
  static RecordBean<AlertStanding> ofAlerts(Account account) {
    RecordBean<AlertStanding> bean =
        new RecordBean<>("What became of the alerts of this process", account::alerts);
    bean.number("Sent", "Taken by a channel", each -> sum(each, c -> c.sent));
    bean.number("Failed", "Not taken by a channel", each -> sum(each, c -> c.failed));
    bean.number("Dropped", "Told as a number only", each -> sum(each, c -> c.dropped));
    bean.number("Pending", "On their way", each -> sum(each, c -> c.pending));
    bean.has(
        "SuppressedByReason",
        javax.management.openmbean.CompositeData.class,
        "Held back, by reason",
        each -> Reasons.of("Suppressed", each.suppressed));
    bean.has(
        "EventsByReason",
        javax.management.openmbean.CompositeData.class,
        "Events that were not judged, or not as asked, by reason",
        each -> Reasons.of("Events", each.events));
    return bean;
  }

  private static long sum(AlertStanding alerts, Function<AlertStanding.Channel, Long> count) {
    long sum = 0;
    for (AlertStanding.Channel each : alerts.channels) sum += count.apply(each);
    return sum;
  }

  /** What became of the alerts of one channel. */
  static RecordBean<AlertStanding.Channel> ofChannel(Account account, String name) {
    RecordBean<AlertStanding.Channel> bean =
        new RecordBean<>("A channel of alerts", () -> channel(account.alerts(), name));
    bean.has("Target", String.class, "Where it leads", each -> each.target);
    bean.has("State", String.class, "ok, failing or locked", each -> each.state);
    bean.has("LastError", String.class, "Why it last failed; may be empty", c -> c.lastError);
    bean.number("Sent", "Taken", each -> each.sent);
    bean.number("Failed", "Not taken", each -> each.failed);
    bean.number("Dropped", "Told as a number only", each -> each.dropped);
    bean.number("Pending", "On their way", each -> each.pending);
    return bean;
  }

  private static AlertStanding.@Nullable Channel channel(
      @Nullable AlertStanding alerts, String name) {
    if (alerts == null) return null;
    for (AlertStanding.Channel each : alerts.channels) if (each.name.equals(name)) return each;
    return null;
  }

  private static <T> RecordBean<T> numbers(RecordBean<T> bean, Function<T, Tally> tally) {
    bean.number("Recorded", "All there were", each -> tally.apply(each).recorded);
    bean.number("Delivered", "Taken by the endpoint", each -> tally.apply(each).delivered);
    bean.number("Dropped", "Dropped, whyever", each -> tally.apply(each).droppedInAll());
    bean.number("Pending", "On their way", each -> tally.apply(each).pending());
    bean.has(
        "DroppedByReason",
        javax.management.openmbean.CompositeData.class,
        "Dropped, by reason",
        each -> Reasons.of(tally.apply(each)));
    return bean;
  }

  private static Tally tally(Standing standing, String label) {
    for (Tally each : standing.tallies) {
      if (each.label.equals(label)) return each;
    }
    throw new IllegalStateException(label);
  }

  private static long since(@Nullable Trouble trouble) {
    return trouble == null ? 0 : trouble.sinceMillis;
  }

  private static String cause(@Nullable Trouble trouble) {
    return trouble == null ? "" : trouble.cause;
  }

  private void number(String name, String says, Function<T, Long> reader) {
    has(name, Long.class, says, reader::apply);
  }

  private void has(String name, Class<?> type, String says, Function<T, Object> reader) {
    readers.put(name, reader);
    infos.put(name, new MBeanAttributeInfo(name, type.getName(), says, true, false, false));
  }

  @Override
  public Object getAttribute(String name) throws AttributeNotFoundException {
    Function<T, Object> reader = readers.get(name);
    T now = source.get();
    if (reader == null || now == null) throw new AttributeNotFoundException(name);
    return reader.apply(now);
  }

  @Override
  public AttributeList getAttributes(String[] names) {
    AttributeList list = new AttributeList();
    T now = source.get();
    if (now == null) return list;
    for (String each : names) {
      Function<T, Object> reader = readers.get(each);
      if (reader != null) list.add(new Attribute(each, reader.apply(now)));
    }
    return list;
  }

  @Override
  public void setAttribute(Attribute attribute) throws AttributeNotFoundException {
    throw new AttributeNotFoundException(attribute.getName() + " can only be read");
  }

  @Override
  public AttributeList setAttributes(AttributeList attributes) {
    return new AttributeList();
  }

  @Override
  public Object invoke(String action, Object[] parameters, String[] signature)
      throws ReflectionException {
    throw new ReflectionException(new NoSuchMethodException(action));
  }

  @Override
  public MBeanInfo getMBeanInfo() {
    return new MBeanInfo(
        RecordBean.class.getName(),
        description,
        infos.values().toArray(new MBeanAttributeInfo[0]),
        null,
        null,
        null);
  }
}
