// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.hook;

import org.jspecify.annotations.Nullable;

/** What a framework is doing about an exception of the request that this thread serves. */
class Handling {
  /** What was last told as handled by a framework. */
  @Nullable Throwable handled;

  /** The HandlerMethod that Spring has chosen for an exception, until that has returned. */
  @Nullable Object handler;
}
