// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import org.jspecify.annotations.Nullable;

/**
 * Finds the accessor for a Log4j: it hangs on the class of its levels, of which there is one, and
 * goes with it, as in {@link ServletApis}. Knows the messages, too, that may be read: not those
 * that the application has written, nor those that can only be asked for the formatted text.
 */
public final class Log4jApis {
  private static final String PACKAGE = "org.apache.logging.log4j.message.";
  private static final String[] READABLE = {
    "ParameterizedMessage",
    "ReusableParameterizedMessage",
    "SimpleMessage",
    "ReusableSimpleMessage",
    "ObjectMessage",
    "ReusableObjectMessage",
    "StringFormattedMessage",
    "MessageFormatMessage",
    "FormattedMessage",
    "LocalizedMessage"
  };

  /** Holder, because a ClassValue that answers null is asked again each time. */
  private static final class Found {
    static final Found NONE = new Found(null);

    final @Nullable Log4jApi api;

    Found(@Nullable Log4jApi api) {
      this.api = api;
    }
  }

  private static final ClassValue<Found> BY_LEVEL =
      new ClassValue<Found>() {
        @Override
        protected Found computeValue(Class<?> level) {
          return create(level);
        }
      };

  private static final ClassValue<Boolean> IS_READABLE =
      new ClassValue<Boolean>() {
        @Override
        protected Boolean computeValue(Class<?> message) {
          return isReadable(message.getName());
        }
      };

  private static volatile Log4jApi.@Nullable Factory factory;

  private Log4jApis() {}

  /** Sets what makes accessors; before any logger is woven. */
  public static void use(Log4jApi.Factory factory) {
    Log4jApis.factory = factory;
  }

  /** The accessor for the API that this level is of; null when it cannot be made. */
  static @Nullable Log4jApi of(Object level) {
    return BY_LEVEL.get(level.getClass()).api;
  }

  /** Whether it tells its template and arguments without calling the application. */
  static boolean isReadable(Object message) {
    return IS_READABLE.get(message.getClass());
  }

  private static boolean isReadable(String type) {
    if (!type.startsWith(PACKAGE)) return false;
    String name = type.substring(PACKAGE.length());
    for (String each : READABLE) {
      if (each.equals(name)) return true;
    }
    return false;
  }

  private static Found create(Class<?> level) {
    Log4jApi.Factory factory = Log4jApis.factory;
    if (factory == null) return Found.NONE;
    try {
      return new Found(factory.create(level));
    } catch (Throwable e) {
      ProbeSwitch.LOGGING.failed(e);
      return Found.NONE;
    }
  }
}
