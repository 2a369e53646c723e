// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * One setting: its key, the kind of its values, its default, its range and the text of its
 * documentation. Immutable but for the chain of calls that declares it in {@link Options}.
 *
 * @param <T> the type of its values
 */
final class Option<T> {
  static final String PROPERTY_PREFIX = "faultline.";
  static final String ENV_PREFIX = "FAULTLINE_";

  /** Without the prefix: {@code sample.rate}. */
  final String key;

  final Kind<T> kind;

  /** Used where nothing else is set. Null where the setting has no value of its own then. */
  final @Nullable T byDefault;

  private @Nullable T least;
  private @Nullable T most;
  private String absent = "";
  private boolean secret;
  private String text = "";

  private Option(String key, Kind<T> kind, @Nullable T byDefault) {
    this.key = key;
    this.kind = kind;
    this.byDefault = byDefault;
  }

  /** An option whose default is written as a user would write it. */
  static <T> Option<T> of(Kind<T> kind, String key, String byDefault) {
    return new Option<>(key, kind, kind.read(byDefault));
  }

  /**
   * An option without a default.
   *
   * @param absent what happens then, for the README
   */
  static <T> Option<T> of(Kind<T> kind, String key, @Nullable T nothing, String absent) {
    Option<T> option = new Option<>(key, kind, nothing);
    option.absent = absent;
    return option;
  }

  /** Limits the values, both ends included. They are written as a user would write them. */
  Option<T> between(String least, String most) {
    this.least = kind.read(least);
    this.most = kind.read(most);
    return this;
  }

  /** Keeps the value out of messages. */
  Option<T> secret() {
    secret = true;
    return this;
  }

  /** Sets the documentation: plain sentences, Markdown allowed. */
  Option<T> says(String text) {
    this.text = text;
    return this;
  }

  /** As a system property: {@code faultline.sample.rate}. */
  String property() {
    return PROPERTY_PREFIX + key;
  }

  /** As an environment variable: {@code FAULTLINE_SAMPLE_RATE}. */
  String env() {
    return ENV_PREFIX + key.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
  }

  String text() {
    return text;
  }

  /**
   * Reads a value.
   *
   * @throws IllegalArgumentException whose message completes the sentence "the value ..."
   */
  T read(String value) {
    T read = kind.read(value);
    if (least != null && most != null && (compare(read, least) < 0 || compare(read, most) > 0)) {
      throw new IllegalArgumentException("is not between " + range(" and "));
    }
    return read;
  }

  /** The value as a message may show it. */
  String quote(String value) {
    return secret ? "***" : withoutCredentials(value);
  }

  /** An address as it may be shown: without {@code user:password@}, and without its query. */
  static String withoutCredentials(String address) {
    int scheme = address.indexOf("://");
    if (scheme < 0) return address;
    int query = address.indexOf('?', scheme);
    String shown = query < 0 ? address : address.substring(0, query) + "?...";
    int at = shown.lastIndexOf('@');
    return at < scheme ? shown : shown.substring(0, scheme + 3) + shown.substring(at + 1);
  }

  /** The default as one would write it, or what happens without one. */
  String showDefault() {
    if (byDefault == null) return absent;
    String shown = kind.show(byDefault);
    return shown.isEmpty() ? "none" : shown;
  }

  /** The values it takes, for the README. */
  String showValues() {
    return least == null ? kind.name : kind.name + ", " + range(" to ");
  }

  private String range(String between) {
    return least == null || most == null ? "" : kind.show(least) + between + kind.show(most);
  }

  @SuppressWarnings("unchecked") // Only values that compare with one another are given a range.
  private int compare(T one, T other) {
    return ((Comparable<T>) one).compareTo(other);
  }
}
