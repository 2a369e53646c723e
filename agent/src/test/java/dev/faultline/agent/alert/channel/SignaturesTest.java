// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

/** Test vectors, computed by others. */
class SignaturesTest {
  @Test
  void dingTalk_isAsComputedElsewhere() {
    String sign = Signatures.dingTalk(1_700_000_000_000L, "SECfaultlinetestsecret");
    assertThat(sign).isEqualTo("s/dXiKqU89p9NcHOqssYVozO8LAbVvUl9cej212aLMY=");
    assertThat(URLEncoder.encode(sign, StandardCharsets.UTF_8))
        .isEqualTo("s%2FdXiKqU89p9NcHOqssYVozO8LAbVvUl9cej212aLMY%3D");
  }

  @Test
  void feishu_isAsComputedElsewhere() {
    assertThat(Signatures.feishu(1_700_000_000L, "faultlinetestsecret"))
        .isEqualTo("4Yqd0jWwdbssE5eMSlIPtg1LLCT2A3Pp0LeHsjqfHnk=");
  }

  /** RFC 4231, test case 2. */
  @Test
  void webhook_isHmacSha256InHexadecimal() {
    byte[] body = "what do ya want for nothing?".getBytes(StandardCharsets.US_ASCII);
    assertThat(Signatures.webhook(body, "Jefe"))
        .isEqualTo("sha256=5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  }
}
