// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What is set of one channel, checked. Immutable. Two are equal when they mean the same channel, in
 * the same state: what has learnt that one does not work may go by that until it is another.
 */
public final class ChannelConfig {
  /** Before the names of headers: {@code header.X-Team=shop}. */
  static final String HEADER = "header.";

  private static final Pattern KEY = Pattern.compile("[a-z]+|header\\.[A-Za-z0-9_-]+");
  private static final long DEFAULT_TIMEOUT_MILLIS = 10_000;

  /** As rules call it. */
  public final String name;

  final ChannelType type;
  private final Map<String, String> values;

  private ChannelConfig(String name, ChannelType type, Map<String, String> values) {
    this.name = name;
    this.type = type;
    this.values = values;
  }

  /**
   * Checks what was set.
   *
   * @param type such as {@code dingtalk}
   * @param values by key, with {@code ${env:NAME}} and {@code ${file:/path}} in them or without
   * @throws IllegalArgumentException with one line that says what is wrong, and no value
   */
  public static ChannelConfig of(String name, String type, Map<String, String> values) {
    ChannelType known = ChannelType.of(type);
    if (known == null) {
      throw new IllegalArgumentException(
          "there is no type \""
              + Cut.to(Cut.line(type), 30, Measure.CHARS)
              + "\"; there are "
              + ChannelType.words());
    }
    Map<String, String> read = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : values.entrySet()) {
      String key = each.getKey();
      if (!known.knows(key))
        throw bad(
            name,
            "a "
                + known.word()
                + " channel has no \""
                + Cut.to(Cut.line(key), 30, Measure.CHARS)
                + "\"");
      read.put(key, expanded(name, key, each.getValue()));
    }
    for (String each : known.required) {
      if (!read.containsKey(each)) throw bad(name, each + "= is missing");
    }
    ChannelConfig config = new ChannelConfig(name, known, Collections.unmodifiableMap(read));
    config.check();
    return config;
  }

  /**
   * Reads a line of a rules file, without its word {@code channel}: {@code NAME TYPE key=value
   * ...}.
   *
   * @throws IllegalArgumentException with one line that says what is wrong, and no value
   */
  public static ChannelConfig parse(String text) {
    List<String> words = ChannelWords.of(text);
    if (words.size() < 2)
      throw new IllegalArgumentException("expected: channel NAME TYPE key=value ...");
    String name = words.get(0);
    if (!name.matches("[\\p{L}\\p{N}_.-]{1,64}")) {
      throw new IllegalArgumentException("a channel's name is of letters, digits, _ . and -");
    }
    Map<String, String> values = new LinkedHashMap<>();
    for (String each : words.subList(2, words.size())) {
      int equals = each.indexOf('=');
      // what has no key may itself be the secret
      if (equals < 1 || !KEY.matcher(each.substring(0, equals)).matches())
        throw bad(name, "expected key=value after the type");
      String key = each.substring(0, equals);
      if (values.put(key, each.substring(equals + 1)) != null)
        throw bad(name, key + "= is there twice");
    }
    return of(name, words.get(1), values);
  }

  /** Such as {@code dingtalk}. */
  public String type() {
    return type.word();
  }

  /** The channel that gets what this one cannot deliver, or null. */
  public @Nullable String fallback() {
    return values.get("fallback");
  }

  /** Where it leads, without what is secret. */
  public String target() {
    if (type == ChannelType.MAIL) return value("host") + " for " + value("to");
    if (type == ChannelType.PAGERDUTY && !has("url")) return "events.pagerduty.com";
    return Redaction.target(value("url"));
  }

  boolean has(String key) {
    return values.containsKey(key);
  }

  /** Empty where it is not set. */
  String value(String key) {
    return value(key, "");
  }

  String value(String key, String byDefault) {
    String value = values.get(key);
    return value == null ? byDefault : value;
  }

  /** What is between commas. */
  List<String> list(String key) {
    List<String> list = new ArrayList<>();
    for (String each : value(key).split(",")) {
      if (!each.trim().isEmpty()) list.add(each.trim());
    }
    return list;
  }

  Map<String, String> headers() {
    Map<String, String> headers = new LinkedHashMap<>();
    for (Map.Entry<String, String> each : values.entrySet()) {
      if (!each.getKey().startsWith(HEADER)) continue;
      headers.put(each.getKey().substring(HEADER.length()), each.getValue());
    }
    return headers;
  }

  long timeoutMillis() {
    if (!has("timeout")) return DEFAULT_TIMEOUT_MILLIS;
    String digits = value("timeout").replace("s", "");
    return Long.parseLong(digits) * 1_000;
  }

  Redaction redaction() {
    List<String> secrets = new ArrayList<>(headers().values());
    Collections.addAll(secrets, value("secret"), value("password"), value("key"));
    return new Redaction(value("url"), secrets);
  }

  private void check() {
    if (has("url")) checkUrl();
    if (has("timeout") && !value("timeout").matches("[1-9][0-9]?s")) {
      throw bad(name, "timeout is not between 1s and 99s; without it, it is 10s");
    }
    if (has("language") && !value("language").matches("en|zh"))
      throw bad(name, "language is neither en nor zh");
    if (has("port") && !isPort(value("port"))) throw bad(name, "port is not between 1 and 65535");
    if (has("tls") && !value("tls").matches("starttls|ssl|none"))
      throw bad(name, "tls is none of starttls, ssl, none");
    if (has("user") != has("password")) throw bad(name, "user and password go together");
    if (name.equals(fallback())) throw bad(name, "it cannot be its own fallback");
    for (Map.Entry<String, String> each : headers().entrySet()) {
      boolean fits =
          each.getKey().matches("[A-Za-z0-9_-]+") && each.getValue().matches("[\\x20-\\x7e]*");
      if (!fits) throw bad(name, "a header has a character that is not allowed");
    }
    for (String each : new String[] {"from", "to"}) checkAddresses(each);
    if (has("host") && !value("host").matches("[A-Za-z0-9._:-]+"))
      throw bad(name, "host is not one");
  }

  private void checkAddresses(String key) {
    if (type != ChannelType.MAIL) return;
    boolean fits = !list(key).isEmpty() && (key.equals("to") || list(key).size() == 1);
    for (String each : list(key)) fits &= each.matches("[!-~&&[^@<>,;\"()]]+@[A-Za-z0-9.-]+");
    if (!fits) throw bad(name, key + " is not a mail address, such as alerts@example.com");
  }

  private void checkUrl() {
    try {
      URI uri = new URI(value("url"));
      boolean http =
          "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
      if (http && uri.getHost() != null) return;
    } catch (URISyntaxException e) {
      // its message has the address in it
    }
    throw bad(name, "url is not an http or https address");
  }

  private static boolean isPort(String text) {
    return text.matches("[1-9][0-9]{0,4}") && Integer.parseInt(text) <= 65_535;
  }

  private static String expanded(String name, String key, String value) {
    try {
      return Placeholders.fill(value);
    } catch (IllegalArgumentException e) {
      throw bad(name, key + ": " + e.getMessage());
    }
  }

  static IllegalArgumentException bad(String name, String problem) {
    return new IllegalArgumentException("channel " + name + ": " + problem);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof ChannelConfig)) return false;
    ChannelConfig that = (ChannelConfig) other;
    return name.equals(that.name) && type == that.type && values.equals(that.values);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  /** Fit for a log line. */
  @Override
  public String toString() {
    return name + " (" + type() + ", " + target() + ")";
  }
}
