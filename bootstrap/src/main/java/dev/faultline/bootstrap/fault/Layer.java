// SPDX-License-Identifier: Apache-2.0
package dev.faultline.bootstrap.fault;

/** Where a throwable was seen. */
public enum Layer {
  /** Left a JDBC call. */
  JDBC,
  /** Left the outermost servlet or filter of a request. */
  SERVLET,
  /** Left a task that an executor ran, or was put into its Future. */
  TASK
}
