// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent;

import dev.faultline.agent.account.JmxWatch;
import dev.faultline.agent.account.StatusBoard;
import dev.faultline.agent.alert.agent.AgentAlertsMaker;
import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.FilterConfig;
import dev.faultline.agent.config.LogsConfig;
import dev.faultline.agent.config.Version;
import dev.faultline.agent.export.RecordListener;
import dev.faultline.agent.log.Log;
import dev.faultline.agent.probe.executor.ExecutorProbe;
import dev.faultline.agent.probe.framework.FrameworkProbe;
import dev.faultline.agent.probe.jdbc.JdbcProbe;
import dev.faultline.agent.probe.logging.LoggingProbe;
import dev.faultline.agent.probe.servlet.ServletProbe;
import dev.faultline.agent.probe.thread.ThreadProbe;
import dev.faultline.agent.ship.Shipper;
import dev.faultline.agent.weave.Probe;
import dev.faultline.agent.weave.ReportFile;
import dev.faultline.agent.weave.Weaver;
import dev.faultline.bootstrap.hook.IgnoredLoggers;
import dev.faultline.bootstrap.hook.IgnoredPaths;
import dev.faultline.bootstrap.hook.LogSampling;
import dev.faultline.bootstrap.hook.RequestCapture;
import dev.faultline.bootstrap.trace.Recording;
import java.lang.instrument.Instrumentation;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Puts the agent together: the one place that knows all of its parts. */
public final class Startup {
  private Startup() {}

  /**
   * Reads the settings, starts the shipper, installs the weaver, in this order: what is recorded
   * has somewhere to go from the first class on.
   *
   * @param arguments the text after {@code -javaagent:faultline.jar=}
   */
  public static void start(@Nullable String arguments, Instrumentation instrumentation) {
    AgentConfig config = AgentConfig.load(arguments);
    Log.open(config.logLevel(), config.logFile());
    for (String each : config.complaints()) Log.warn(each);
    if (!config.enabled()) return;
    preload();
    Recording.use(recording(config));
    RequestCapture.use(capture(config));
    IgnoredPaths.use(config.filter().ignoredPaths().toArray(new String[0]));
    IgnoredLoggers.use(config.ignoredLoggers().toArray(new String[0]));
    LogSampling.use(sampling(config.logs()));
    Shipper shipper = Shipper.start(config, alerts(config));
    closeAtExit(shipper);
    List<Probe> probes = wanted(config);
    for (Probe each : probes) each.probeSwitch().turnOn();
    Weaver weaver = weave(instrumentation, probes, shipper.thread());
    shipper.alsoRun(errands(instrumentation, config, shipper, weaver));
    String report = config.reportFile();
    if (report != null) ReportFile.writeAtExit(report, weaver.report());
    Log.info(startLine(config, probes));
  }

  private static Weaver weave(Instrumentation instrumentation, List<Probe> probes, Thread thread) {
    try {
      return Weaver.install(instrumentation, probes, thread);
    } catch (RuntimeException | Error e) {
      // What is woven already stays; it costs a look at a switch.
      for (Probe each : probes) each.probeSwitch().turnOff();
      throw e;
    }
  }

  private static Runnable errands(
      Instrumentation instrumentation, AgentConfig config, Shipper shipper, Weaver weaver) {
    List<Runnable> contained = new ArrayList<>();
    contained.add(new StatusBoard(instrumentation, shipper.account(), config));
    if (config.jmx().enabled()) {
      contained.add(JmxWatch.install(instrumentation, shipper.account()));
    }
    return new Errands(contained, weaver.errand());
  }

  /** Nothing of alerts is loaded where none are configured. */
  private static RecordListener.@Nullable Maker alerts(AgentConfig config) {
    return config.alert().enabled() ? new AgentAlertsMaker(config) : null;
  }

  private static void closeAtExit(Shipper shipper) {
    Thread exit =
        new Thread("faultline-exit") {
          @Override
          public void run() {
            shipper.close();
          }
        };
    Runtime.getRuntime().addShutdownHook(exit);
  }

  private static Recording recording(AgentConfig config) {
    return new Recording(config.sampleRate(), config.slowThreshold().toNanos(), config.maxSpans());
  }

  private static RequestCapture capture(AgentConfig config) {
    String[] headers = config.requestHeaders().toArray(new String[0]);
    FilterConfig filter = config.filter();
    RequestCapture capture =
        new RequestCapture(
            headers,
            config.requestParameters(),
            config.requestPrincipal(),
            config.requestSession());
    return capture
        .ofFailed(config.requestFailedHeaders().toArray(new String[0]))
        .taking(filter.query(), filter.clientAddress(), filter.userAgent());
  }

  private static LogSampling sampling(LogsConfig logs) {
    String[] warnings = logs.warnings().toArray(new String[0]);
    return new LogSampling(logs.errors(), warnings, logs.infos());
  }

  private static List<Probe> wanted(AgentConfig config) {
    List<Probe> wanted = new ArrayList<>();
    for (Probe each :
        Arrays.<Probe>asList(
            new JdbcProbe(),
            new ServletProbe(),
            new FrameworkProbe(),
            new ExecutorProbe(),
            new ThreadProbe(),
            new LoggingProbe())) {
      if (config.probeEnabled(each.probeSwitch().probe)) wanted.add(each);
    }
    return wanted;
  }

  /**
   * Loads what hooks and woven code need while classes are being loaded: to load it only then would
   * be a ClassCircularityError.
   */
  private static void preload() {
    for (String each :
        new String[] {
          "java.util.concurrent.ThreadLocalRandom",
          "java.lang.invoke.MethodHandle$1",
          "dev.faultline.bootstrap.hook.ThreadHook"
        }) {
      try {
        Class.forName(each, true, null);
      } catch (ClassNotFoundException e) {
        // Not every JDK has the second one.
      }
    }
  }

  /** By the settings: no exporter is loaded before there is something to send. */
  private static String destinations(AgentConfig config) {
    StringBuilder list = new StringBuilder();
    for (String each : new LinkedHashSet<>(config.delivery().exporters())) {
      if (each.equals("none")) continue;
      list.append(list.length() > 0 ? ", " : "to ").append(each);
      if (each.equals("otlp")) list.append(" (").append(config.shownEndpoint()).append(')');
    }
    return list.length() > 0 ? list.toString() : "nothing";
  }

  private static String startLine(AgentConfig config, List<Probe> probes) {
    StringBuilder line = new StringBuilder();
    line.append("Faultline ").append(Version.current());
    line.append(" watches ").append(config.service());
    line.append(", sends ").append(destinations(config));
    line.append(", probes:");
    for (Probe each : probes) line.append(' ').append(each.probeSwitch().probe);
    return line.append(probes.isEmpty() ? " none" : "").toString();
  }
}
