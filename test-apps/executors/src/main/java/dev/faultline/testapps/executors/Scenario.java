// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.executors;

import java.util.concurrent.Callable;

/** What one trace consists of; its class names the trace's root. */
interface Scenario extends Callable<Object> {
  /** What {@link #call} does. */
  void run() throws Exception;

  @Override
  default Object call() throws Exception {
    run();
    return this;
  }
}
