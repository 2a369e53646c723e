// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class RedactionTest {
  private static final String URL =
      "https://oapi.dingtalk.com/robot/send?access_token=0123456789abcdef0123456789abcdef";

  @Test
  void target_isTheHostAndAHintOfTheRest() {
    assertThat(Redaction.target(URL)).isEqualTo("oapi.dingtalk.com/***def");
    assertThat(Redaction.target("https://user:pa55@hooks.example:8443/x"))
        .isEqualTo("hooks.example:8443/***");
    assertThat(Redaction.target("http://alertmanager:9093")).isEqualTo("alertmanager:9093");
    assertThat(Redaction.target("http://alertmanager:9093/")).isEqualTo("alertmanager:9093");
  }

  @Test
  void text_losesAddressesAndWhateverIsSecretInThem() {
    Redaction redaction = new Redaction(URL, List.of("SECverysecret", ""));
    assertThat(redaction.of("java.io.IOException: cannot reach " + URL + "&sign=abc, later"))
        .isEqualTo("java.io.IOException: cannot reach oapi.dingtalk.com/*** later");
    assertThat(redaction.of("token 0123456789abcdef0123456789abcdef of SECverysecret\nis wrong"))
        .isEqualTo("token *** of *** is wrong");
  }

  @Test
  void text_losesPathsAndPasswords() {
    Redaction redaction =
        new Redaction(
            "https://u:pa55word@hooks.slack.com/services/T00000000/B11111111/XyZxYzXyZxYz",
            List.of());
    assertThat(redaction.of("no T00000000 B11111111 XyZxYzXyZxYz pa55word here, but services"))
        .isEqualTo("no *** *** *** *** here, but services");
  }

  /** As a server may say it again, encoded or not. */
  @Test
  void text_losesWhatIsEncoded() {
    Redaction redaction =
        new Redaction("https://teams.example/workflows?sig=a%2Fb%2Bcdefg", List.of());
    assertThat(redaction.of("sig a/b+cdefg or a%2Fb%2Bcdefg")).isEqualTo("sig *** or ***");
  }

  @Test
  void text_isShort() {
    assertThat(new Redaction("", List.of()).of("x".repeat(10_000))).hasSizeLessThanOrEqualTo(300);
  }
}
