// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ChannelConfigTest {
  private static final String KEY = "693a91f6-7b2c-4bc4-97a0-0ec2sifa5aaa";
  private static final String URL = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=" + KEY;

  @Test
  void line_isUnderstood() {
    ChannelConfig config =
        ChannelConfig.parse(
            "  ops wecom url="
                + URL
                + " mentions=zhangsan,@all keyword=\"two \\\"words\\\"\" fallback=mail");
    assertThat(config.name).isEqualTo("ops");
    assertThat(config.type()).isEqualTo("wecom");
    assertThat(config.value("url")).isEqualTo(URL);
    assertThat(config.list("mentions")).containsExactly("zhangsan", "@all");
    assertThat(config.value("keyword")).isEqualTo("two \"words\"");
    assertThat(config.fallback()).isEqualTo("mail");
    assertThat(config.toString()).isEqualTo("ops (wecom, qyapi.weixin.qq.com/***aaa)");
  }

  @Test
  void placeholder_isFilledFromAFile(@TempDir Path folder) throws Exception {
    Path file = Files.writeString(folder.resolve("url"), URL + "\n");
    assertThat(ChannelConfig.parse("ops wecom url=${file:" + file + "}").value("url"))
        .isEqualTo(URL);
    assertThat(ChannelConfig.parse("p pagerduty key=${env:PATH}").value("key"))
        .isEqualTo(System.getenv("PATH").trim());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '\'',
      value = {
        "ops | expected: channel NAME TYPE key=value ...",
        "o/p wecom url=https://x.example/SECRET | a channel's name is of letters, digits, _ . and -",
        "ops wechat url=https://x.example/SECRET | there is no type \"wechat\"; there are dingtalk, wecom, feishu, slack, teams, pagerduty, alertmanager, webhook, mail",
        "ops wecom | channel ops: url= is missing",
        "ops wecom https://x.example/SECRET | channel ops: expected key=value after the type",
        "ops wecom https://x.example/SECRET?key=SECRET | channel ops: expected key=value after the type",
        "ops wecom url=x.example/SECRET | channel ops: url is not an http or https address",
        "ops wecom url=https://x.example/SEC{RET | channel ops: url is not an http or https address",
        "ops wecom url=file:///SECRET | channel ops: url is not an http or https address",
        "ops wecom url=https://x.example/SECRET token=SECRET | channel ops: a wecom channel has no \"token\"",
        "ops wecom url=https://x.example/SECRET url=https://x.example/SECRET | channel ops: url= is there twice",
        "ops wecom url=https://x.example/SECRET language=fr | channel ops: language is neither en nor zh",
        "ops wecom url=https://x.example/SECRET timeout=5m | channel ops: timeout is not between 1s and 99s; without it, it is 10s",
        "ops wecom url=https://x.example/SECRET fallback=ops | channel ops: it cannot be its own fallback",
        "ops wecom url=${env:NO_SUCH_THING} | channel ops: url: the environment variable NO_SUCH_THING is not set",
        "ops wecom url=${file:/no/such/file} | channel ops: url: the file /no/such/file is no file",
        "ops webhook url=https://x.example/ header.X-A=SECRET\u00e9 | channel ops: a header has a character that is not allowed",
        "ops mail host=mail.example from=x to=y@example.com | channel ops: from is not a mail address, such as alerts@example.com",
        "ops mail host=mail.example from=x@example.com to=y@example.com user=x | channel ops: user and password go together",
        "ops mail host=mail.example from=x@example.com to=y@example.com tls=off | channel ops: tls is none of starttls, ssl, none",
        "ops mail host=mail.example from=x@example.com to=y@example.com port=0 | channel ops: port is not between 1 and 65535",
        "ops wecom url=\"https://x.example/SECRET | a quote is not closed"
      })
  void wrongLine_isToldWithoutItsValues(String line, String problem) {
    assertThatThrownBy(() -> ChannelConfig.parse(line))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(problem)
        .hasMessageNotContaining("SECRET")
        .hasNoCause();
  }

  @Test
  void book_tellsWhatIsOnlySeenAtTheEnd() {
    ChannelBook book = new ChannelBook();
    assertThat(book.channel("a wecom url=" + URL + " fallback=b", 1)).isNull();
    assertThat(book.channel("a wecom url=" + URL, 2)).isEqualTo("channel a is there already");
    assertThat(book.channel("x", 3)).startsWith("expected");
    assertThat(book.names()).containsExactly("a");
    assertThat(book.complaints())
        .containsExactly("channel a: there is no channel b to fall back to");
  }

  @Test
  void equality_isOfAllThatIsSet() {
    assertThat(ChannelConfig.parse("a wecom url=" + URL))
        .isEqualTo(ChannelConfig.parse("a wecom  url=" + URL));
    assertThat(ChannelConfig.parse("a wecom url=" + URL))
        .isNotEqualTo(ChannelConfig.parse("a wecom url=" + URL + "b"));
  }
}
