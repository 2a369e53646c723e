// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import static org.assertj.core.api.Assertions.assertThat;

import dev.faultline.harness.App;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.Run;
import dev.faultline.testapps.faults.RowsRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.UnaryOperator;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;

/** What is logged by java.util.logging, with the JDK's log manager and with JBoss's. */
class JulIT {
  @ParameterizedTest
  @JdkSource(without = 11)
  void jul_rows(Jdk jdk) {
    assertRows(LoggingRun.of(Jul.class, jdk, "", app -> app));
  }

  @ParameterizedTest
  @JdkSource(without = 11)
  void jboss21_rows(Jdk jdk) {
    assertRows(LoggingRun.of(Jul.class, jdk, "jboss-2.1", jboss()));
  }

  @ParameterizedTest
  @JdkSource(min = 17)
  void jboss31_rows(Jdk jdk) {
    assertRows(LoggingRun.of(Jul.class, jdk, "jboss-3.1", jboss()));
  }

  @ParameterizedTest
  @JdkSource(ends = true)
  void earlyJul_ofAnotherAgentAndManager(Jdk jdk, @TempDir Path folder) throws IOException {
    Path jar = folder.resolve("early.jar");
    Manifest manifest = new Manifest();
    manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
    manifest.getMainAttributes().putValue("Premain-Class", EarlyAgent.class.getName());
    new JarOutputStream(Files.newOutputStream(jar), manifest).close(); // the class path has it
    RowsRun rows =
        LoggingRun.of(
            Jul.class,
            jdk,
            "",
            app ->
                app.environment("JAVA_TOOL_OPTIONS", "-javaagent:" + jar) // comes before ours
                    .set("java.util.logging.manager", EarlyAgent.OwnLogManager.class.getName()));
    assertRows(rows);
    for (Run run : rows.runs()) assertThat(run.out()).startsWith("OwnLogManager");
  }

  private static UnaryOperator<App> jboss() {
    return app -> app.set("java.util.logging.manager", "org.jboss.logmanager.LogManager");
  }

  private static void assertRows(RowsRun rows) {
    LoggingRun.assertCommonRows(rows);
    LoggingRun.assertArgumentIsItsClass(rows);
    rows.fault("record_isTold").hasStep("logged as ERROR by shop.Orders");
    rows.none("record_ofADisabledLevel_isNoFault");
    rows.fault("record_withoutLoggerName_hasItsLoggers").hasStep("by shop.Orders");
    rows.fault("ownRecord_isNotAskedForItsMessage").hasStep("logged as ERROR by shop.Orders");
    rows.none("filtered_isNoFault");
    rows.fault("supplier_isAskedOnce");
    rows.none("throwing_isNoFault");
    rows.fault("handler_thatThrows").hasStep("logged as ERROR by shop.Broken");
    rows.fault("systemLogger_isTold").hasSteps(1).hasStep("logged as ERROR by shop.Orders");
    rows.nothingElse();
    for (Run run : rows.runs()) {
      LoggingRun.assertLocation(run.out().lines(), "dev.faultline.testapps.logging.Jul.supplier ");
    }
  }
}
