// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale.thrown;

import java.sql.Connection;
import org.jspecify.annotations.Nullable;

/** A pool that has no connection, and fails when it is asked to run. */
public final class Woven extends Base implements Runnable {
  @Override
  public @Nullable Connection getConnection() {
    return null;
  }

  /** Fails with an exception of the same loader. */
  @Override
  public void run() {
    throw new Broken();
  }
}
