// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.fault;

/** Where a throwable was seen. */
public enum Layer {
  /** Left a JDBC call. */
  JDBC,
  /** Left a servlet, a filter, a listener or an async runnable of a request, or its container's. */
  SERVLET,
  /** Was given to a web framework's exception handler. */
  FRAMEWORK,
  /** Left a task that an executor or a timer ran, or was put into its Future. */
  TASK,
  /** Ended a thread, or was given to the handler of one that it has ended. */
  THREAD,
  /** Was given to a logger. */
  LOG
}
