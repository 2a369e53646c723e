// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import dev.faultline.apps.channels.FromTheJar;
import dev.faultline.harness.Jdk;
import dev.faultline.harness.JdkSource;
import dev.faultline.harness.chat.DingTalkDouble;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;

/** The mail library and the signatures, found in the packaged jar on each JDK. */
class FromTheJarIT {
  private static final String SECRET = "SECfaultlinetestsecret";

  @ParameterizedTest
  @JdkSource
  void mailAndSignedMessages_areSent(Jdk jdk) throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", "smtp"));
    server.setUser("alerts", "pa55word");
    server.start();
    try (var robot = new DingTalkDouble(SECRET, "")) {
      String jar = System.getProperty("harness.agent");
      Path classes =
          Path.of(FromTheJar.class.getProtectionDomain().getCodeSource().getLocation().toURI());
      Process process =
          new ProcessBuilder(
                  jdk.java().toString(),
                  "-Dfile.encoding=UTF-8",
                  "-cp",
                  jar + File.pathSeparator + classes,
                  FromTheJar.class.getName(),
                  jar,
                  "robot dingtalk url=" + robot.url() + " secret=" + SECRET,
                  "mail mail host=127.0.0.1 from=a@example.com to=b@example.com tls=none user=alerts password=pa55word port="
                      + server.getSmtp().getPort())
              .redirectErrorStream(true)
              .start();
      String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertThat(process.waitFor()).as(said).isZero();
      assertThat(said.lines()).containsExactly("robot: ", "mail: ");
      assertThat(robot.messages()).singleElement().asString().contains("测试消息");
      assertThat(server.getReceivedMessages()).singleElement();
      assertThat(server.getReceivedMessages()[0].getContent().toString()).contains("测试消息");
    } finally {
      server.stop();
    }
  }
}
