// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.probe.logging;

import static dev.faultline.agent.weave.TypeRule.exactly;

import dev.faultline.agent.weave.Probe;
import dev.faultline.agent.weave.TypeRule;
import dev.faultline.bootstrap.hook.Log4jApis;
import dev.faultline.bootstrap.hook.ProbeSwitch;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * What is logged. SLF4J, Commons Logging and the like are only fronts: all of their lines come to
 * one of these.
 */
public final class LoggingProbe implements Probe {
  private static final String LOG4J = "org.apache.logging.log4j.";

  private static final List<TypeRule> RULES =
      Collections.unmodifiableList(
          Arrays.asList(
              exactly("ch.qos.logback.classic.spi.LoggingEvent", LogbackWeaving.class),
              exactly("org.apache.log4j.spi.LoggingEvent", Log4jOneWeaving.class),
              exactly(LOG4J + "core.Logger", Log4jWeaving.class),
              exactly(LOG4J + "core.async.AsyncLogger", Log4jWeaving.class),
              exactly("java.util.logging.Logger", JulWeaving.OfJdk.class),
              exactly("org.jboss.logmanager.Logger", JulWeaving.OfJBoss.class),
              exactly("org.slf4j.bridge.SLF4JBridgeHandler", BridgeWeaving.class),
              exactly(LOG4J + "jul.Log4jBridgeHandler", BridgeWeaving.class)));

  /** Also tells the hook how to reach the Log4j of an application. */
  public LoggingProbe() {
    Log4jApis.use(new Log4jAccessFactory());
  }

  @Override
  public ProbeSwitch probeSwitch() {
    return ProbeSwitch.LOGGING;
  }

  @Override
  public List<TypeRule> rules() {
    return RULES;
  }
}
