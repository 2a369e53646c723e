// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import org.jspecify.annotations.Nullable;

/** Log4j as the hook sees it. Implemented outside, against the API that the application has. */
public interface Log4jApi {
  /** How grave it is: the lower the number, the worse. */
  int level(Object level);

  /** The text with {} or %s in it; null when there is none, only an argument. */
  @Nullable String template(Object message);

  /** What goes into it, not a copy; null when there is nothing. */
  Object @Nullable [] arguments(Object message);

  /** Makes the accessor for the API that a level is of. */
  interface Factory {
    Log4jApi create(Class<?> level) throws Exception;
  }
}
