// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import dev.faultline.agent.config.AgentConfig;
import dev.faultline.agent.config.FilterConfig;
import dev.faultline.agent.config.ScrubMode;
import dev.faultline.agent.enrich.text.Text;
import java.util.Collection;
import java.util.Collections;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/**
 * Takes secrets out of what leaves the process: by the name of the key, and by what values look
 * like. It fails closed: what it cannot make sense of becomes {@code [Filtered]}. Input is cut to
 * 16 Ki characters first, and each pass over it takes time linear in that. For one thread.
 */
public final class Scrubber {
  public static final String FILTERED = Secrets.FILTERED;

  /** Characters; what is behind them is left out. */
  public static final int MAX_INPUT = 16 * 1024;

  /** What a cut may leave half of at the end, and would not be recognized as a secret then. */
  private static final int MAX_HALF_WORD = 512;

  private static final LongAdder REDACTIONS = new LongAdder();

  private final SensitiveKeys keys;
  private final NamedValues named;
  private final ValueMask mask;
  private final MessageText messages;
  private final KnownTexts known = new KnownTexts();
  private final KnownTexts.Scrubbing unknown = this::unknown;
  private final KnownHarmless values = new KnownHarmless();
  private final KnownHarmless queries = new KnownHarmless();
  private final KnownHarmless paths = new KnownHarmless();
  private final boolean personal;
  private final boolean exceptionMessages;
  private final boolean logMessages;
  private final int maxCount;

  /** Whether it hides what it must; else it hides everything. */
  private boolean works = true;

  private Scrubber(
      Collection<String> addedKeys,
      ScrubMode mode,
      Collection<String> allowed,
      FilterConfig filter) {
    personal = filter.scrubPersonal();
    exceptionMessages = filter.exceptionMessages();
    logMessages = filter.logMessages();
    maxCount = filter.attributeMaxCount();
    keys = new SensitiveKeys(addedKeys, personal);
    mask = new ValueMask(personal);
    named = new NamedValues(keys, mask, mode, allowed);
    messages = new MessageText(named, keys);
  }

  /** For tests: as it is where nothing is configured but further keys. */
  Scrubber(Collection<String> addedKeys) {
    this(
        addedKeys,
        ScrubMode.DENY,
        Collections.emptyList(),
        AgentConfig.of(Collections.emptyMap()).filter());
  }

  /**
   * One that goes by the settings. It tries itself first: where a secret comes through, it says so
   * in the log, and hides everything from then on.
   */
  public static Scrubber of(AgentConfig config) {
    return of(config, SelfTest.SAMPLES);
  }

  /** The same, tried with these samples. */
  static Scrubber of(AgentConfig config, String[][] samples) {
    FilterConfig filter = config.filter();
    Scrubber scrubber =
        new Scrubber(config.scrubKeys(), filter.scrubMode(), filter.scrubAllow(), filter);
    scrubber.works = SelfTest.passes(scrubber, samples);
    return scrubber;
  }

  /** Values in this JVM in which something was hidden, counted as often as they were written. */
  public static long redactions() {
    return REDACTIONS.sum();
  }

  /** Whether the value of a header, parameter, cookie or property of that name is hidden. */
  public boolean isSensitive(String key) {
    return keys.contains(key);
  }

  /** Whether who somebody is, is hidden, too. */
  boolean hidesPersons() {
    return personal;
  }

  /** Whether log lines are told with what they say. */
  public boolean tellsLogMessages() {
    return logMessages;
  }

  /** Of the headers of a request, and of its parameters. */
  int maxCount() {
    return maxCount;
  }

  /** The value of a header, parameter or the like, fit to leave the process. */
  public String value(String key, String value) {
    try {
      if (!works) return FILTERED;
      if (key.equalsIgnoreCase("cookie") && !keys.isAdded(key)) {
        return counted(value, named.cookies(cut(value)));
      }
      if (named.hides(key)) return counted(value, FILTERED);
      if (values.contains(value)) return value;
      String scrubbed = valueOfHarmlessKey(value);
      if (scrubbed.equals(value)) values.add(value);
      return scrubbed;
    } catch (Throwable t) {
      return FILTERED;
    }
  }

  private String valueOfHarmlessKey(String value) {
    String cut = cut(value);
    int query = cut.indexOf('?');
    if (query < 0 || cut.indexOf('=', query) < 0) return counted(cut, mask.mask(cut));
    // Referer and the like: an address with a query of its own
    String address = mask.mask(cut.substring(0, query + 1));
    return counted(cut, address + named.parameters(cut.substring(query + 1)));
  }

  /** The name of a parameter, which a client may make up. */
  String name(String name) {
    try {
      return works && mask.isHarmless(cut(name)) ? name : counted(name, FILTERED);
    } catch (Throwable t) {
      return FILTERED;
    }
  }

  /** A raw query string: names stay, values of sensitive names and secret-looking values go. */
  public String query(String query) {
    try {
      if (!works) return FILTERED;
      if (queries.contains(query)) return query;
      String scrubbed = counted(query, named.parameters(cut(query)));
      if (scrubbed.equals(query)) queries.add(query);
      return scrubbed;
    } catch (Throwable t) {
      return FILTERED;
    }
  }

  /** The path of a request, without the values of its parameters: {@code /cart;jsessionid=...}. */
  public String path(String path) {
    try {
      if (!works) return FILTERED;
      if (paths.contains(path)) return path;
      String scrubbed = counted(path, withoutParameters(cut(path)));
      if (scrubbed.equals(path)) paths.add(path);
      return scrubbed;
    } catch (Throwable t) {
      return FILTERED;
    }
  }

  private String withoutParameters(String path) {
    if (path.indexOf(';') < 0) return mask.mask(path);
    StringBuilder scrubbed = new StringBuilder(path.length());
    int start = 0;
    for (int semicolon = path.indexOf(';'); semicolon >= 0; semicolon = path.indexOf(';', start)) {
      scrubbed.append(mask.mask(path.substring(start, semicolon)));
      int end = parameterEnd(path, semicolon + 1);
      String parameter = path.substring(semicolon, end);
      int equals = parameter.indexOf('=');
      scrubbed.append(parameter, 0, equals < 0 ? parameter.length() : equals + 1);
      if (equals >= 0) scrubbed.append(FILTERED);
      start = end;
    }
    return scrubbed.append(mask.mask(path.substring(start))).toString();
  }

  private static int parameterEnd(String path, int from) {
    int end = from;
    while (end < path.length() && path.charAt(end) != '/' && path.charAt(end) != ';') end++;
    return end;
  }

  /**
   * Running text, such as the message of an exception.
   *
   * @param sql whether a database may have written it, or a part of it: then quoted values go too
   */
  public String message(String message, boolean sql) {
    try {
      if (!works) return FILTERED;
      String cut = messages.withoutRejected(cut(message));
      String masked = mask.mask(sql ? SqlMessages.mask(cut) : cut);
      return counted(message, messages.withoutQueries(masked));
    } catch (Throwable t) {
      return FILTERED;
    }
  }

  /**
   * The same of the message of an exception: null where it has none, or where none are to be told.
   */
  public @Nullable String exceptionMessage(@Nullable String message, boolean sql) {
    return message == null || !exceptionMessages ? null : message(message, sql);
  }

  /**
   * A short text that an application or a client has made up, and that comes again and again: the
   * name of a thread, a user agent. Null for null.
   */
  public @Nullable String text(@Nullable String text) {
    try {
      return text == null ? null : known.of(text, unknown);
    } catch (Throwable t) {
      return FILTERED;
    }
  }

  private String unknown(String text) {
    return works ? counted(text, mask.mask(cut(text))) : FILTERED;
  }

  private static String counted(String before, String after) {
    if (!after.equals(before)) REDACTIONS.increment();
    return after;
  }

  private static String cut(String text) {
    if (text.length() <= MAX_INPUT) return text;
    int end = MAX_INPUT;
    while (end > MAX_INPUT - MAX_HALF_WORD && !Character.isWhitespace(text.charAt(end - 1))) end--;
    return Text.head(text, end) + "...";
  }
}
