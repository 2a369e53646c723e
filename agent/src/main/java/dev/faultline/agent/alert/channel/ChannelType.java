// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a channel may be, and what can be set of each. */
enum ChannelType {
  DINGTALK("url", "secret keyword mentions"),
  WECOM("url", "keyword mentions"),
  FEISHU("url", "secret keyword mentions"),
  SLACK("url", "mentions"),
  TEAMS("url", ""),
  PAGERDUTY("key", "url"),
  ALERTMANAGER("url", ""),
  WEBHOOK("url", "secret"),
  MAIL("host from to", "port tls user password");

  private static final Set<String> COMMON = keys("language fallback timeout");

  final Set<String> required;
  private final Set<String> optional;

  ChannelType(String required, String optional) {
    this.required = keys(required);
    this.optional = keys(optional);
  }

  /** As it is written: {@code dingtalk}; also {@code lark} and {@code email}. Null for unknown. */
  static @Nullable ChannelType of(String word) {
    if (word.equals("lark")) return FEISHU;
    if (word.equals("email")) return MAIL;
    for (ChannelType each : values()) {
      if (each.word().equals(word)) return each;
    }
    return null;
  }

  static String words() {
    StringBuilder words = new StringBuilder();
    for (ChannelType each : values()) {
      words.append(words.length() == 0 ? "" : ", ").append(each.word());
    }
    return words.toString();
  }

  String word() {
    return name().toLowerCase(Locale.ROOT);
  }

  boolean knows(String key) {
    boolean isHeader =
        key.startsWith(ChannelConfig.HEADER) && (this == WEBHOOK || this == ALERTMANAGER);
    return required.contains(key) || optional.contains(key) || COMMON.contains(key) || isHeader;
  }

  private static Set<String> keys(String words) {
    if (words.isEmpty()) return Collections.emptySet();
    return new HashSet<>(Arrays.asList(words.split(" ")));
  }
}
