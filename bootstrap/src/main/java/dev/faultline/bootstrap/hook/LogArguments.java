// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import dev.faultline.bootstrap.trace.Economy;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Makes of what is logged something that may be kept and looked at later: bounded, immutable, and
 * without calling a method that the application could have written.
 */
final class LogArguments {
  static final int MAX_TEMPLATE = 512;
  static final int MAX_STRING = 256;
  static final int MAX_ARGUMENTS = 16;

  private static final String CUT = "...";

  /** The text hangs on the class, and goes with it. */
  private static final ClassValue<String> IN_BRACKETS =
      new ClassValue<String>() {
        @Override
        protected String computeValue(Class<?> type) {
          return "<" + type.getName() + ">";
        }
      };

  private LogArguments() {}

  static @Nullable String template(@Nullable String template) {
    return template == null ? null : cut(template, MAX_TEMPLATE);
  }

  /** The throwable that Logback takes for what was thrown, when it was given none. */
  static @Nullable Throwable lastThrowable(Object @Nullable [] arguments) {
    if (arguments == null || arguments.length == 0) return null;
    Object last = arguments[arguments.length - 1];
    return last instanceof Throwable ? (Throwable) last : null;
  }

  /**
   * A copy that is safe to keep; null when there is nothing to copy.
   *
   * @param leftOut how many at the end are none
   */
  static Object @Nullable [] safe(Object @Nullable [] arguments, int leftOut) {
    if (Economy.leavesOut(Economy.PARAMETERS)) return null;
    int count = arguments == null ? 0 : Math.min(arguments.length - leftOut, MAX_ARGUMENTS);
    if (arguments == null || count <= 0) return null;
    Object[] safe = new Object[count];
    for (int i = 0; i < count; i++) safe[i] = safe(arguments[i]);
    return safe;
  }

  private static @Nullable Object safe(@Nullable Object argument) {
    if (argument == null) return null;
    if (argument instanceof String) return cut((String) argument, MAX_STRING);
    if (argument instanceof Enum) return ((Enum<?>) argument).name(); // final, unlike toString
    if (argument instanceof Class) return ((Class<?>) argument).getName();
    return isValue(argument.getClass()) ? argument : typeOf(argument);
  }

  /** By the class itself: what extends BigDecimal is the application's. */
  private static boolean isValue(Class<?> type) {
    return type == Integer.class
        || type == Long.class
        || type == Boolean.class
        || type == Double.class
        || type == Float.class
        || type == Short.class
        || type == Byte.class
        || type == Character.class
        || type == UUID.class
        || type == BigDecimal.class
        || type == BigInteger.class;
  }

  /** Its class, in angle brackets. */
  static @Nullable String typeOf(@Nullable Object object) {
    return object == null ? null : IN_BRACKETS.get(object.getClass());
  }

  private static String cut(String text, int max) {
    return text.length() <= max ? text : text.substring(0, max - CUT.length()) + CUT;
  }
}
