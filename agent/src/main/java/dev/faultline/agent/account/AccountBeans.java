// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.account;

import dev.faultline.agent.export.AlertStanding;
import dev.faultline.agent.ship.Account;
import dev.faultline.agent.ship.Standing;
import dev.faultline.agent.ship.Tally;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import javax.management.InstanceAlreadyExistsException;
import javax.management.JMException;
import javax.management.MBeanServer;
import javax.management.MBeanServerFactory;
import javax.management.ObjectName;
import org.jspecify.annotations.Nullable;

/**
 * Registers a bean for each exporter, for each kind of record that it takes, and for alerts, as
 * they come. In the JVM's own MBean server; in another while there is no such.
 */
final class AccountBeans {
  private static final String DOMAIN = "dev.faultline:type=";
  private static final Pattern PLAIN = Pattern.compile("[\\w.-]+");

  private final Account account;
  private final ObjectName jvm;

  /** By what tells them apart in our domain: to make a bean, or a name, each time is not free. */
  private final Set<String> registered = new HashSet<>();

  private @Nullable MBeanServer server;

  AccountBeans(Account account) throws JMException {
    this.account = account;
    this.jvm = new ObjectName("java.lang:type=Runtime");
  }

  /**
   * Does what is to be done now: a server, or an exporter, may have come.
   *
   * @return whether there may soon be more: something was new, or there is no server yet
   */
  boolean show() throws JMException {
    MBeanServer found = find();
    if (found == null) return true;
    if (found != server) registered.clear();
    int before = registered.size();
    server = found;
    register(found, "Account,signal=sightings", () -> RecordBean.of(account::sightings));
    register(found, "Cost", () -> RecordBean.ofCost(account));
    for (Standing each : account.standings()) show(found, each);
    AlertStanding alerts = account.alerts();
    if (alerts != null) show(found, alerts);
    return registered.size() > before;
  }

  private void show(MBeanServer server, AlertStanding alerts) throws JMException {
    register(server, "Alerts", () -> RecordBean.ofAlerts(account));
    for (AlertStanding.Channel each : alerts.channels) {
      String type = "AlertChannel,name=" + value(each.name);
      register(server, type, () -> RecordBean.ofChannel(account, each.name));
    }
  }

  private void show(MBeanServer server, Standing standing) throws JMException {
    String exporter = standing.exporter;
    register(server, "Exporter,name=" + value(exporter), () -> RecordBean.of(account, exporter));
    for (Tally each : standing.tallies) {
      String name = "Account,exporter=" + value(exporter) + ",signal=" + value(each.label);
      register(server, name, () -> RecordBean.of(account, exporter, each.label));
    }
  }

  private void register(MBeanServer server, String type, Supplier<RecordBean<?>> bean)
      throws JMException {
    if (!registered.add(type)) return;
    try {
      server.registerMBean(bean.get(), new ObjectName(DOMAIN + type));
    } catch (InstanceAlreadyExistsException e) {
      // somebody has registered such a thing before, and keeps it
    }
  }

  /** That of the JVM, or the one that was found before, or the first there is; null for none. */
  private @Nullable MBeanServer find() {
    List<MBeanServer> servers = MBeanServerFactory.findMBeanServer(null);
    for (MBeanServer each : servers) {
      if (each.isRegistered(jvm)) return each;
    }
    if (server != null && servers.contains(server)) return server;
    return servers.isEmpty() ? null : servers.get(0);
  }

  private static String value(String text) {
    return PLAIN.matcher(text).matches() ? text : ObjectName.quote(text);
  }
}
