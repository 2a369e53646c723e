// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.logging;

import java.util.logging.LogManager;
import java.util.logging.Logger;

/** Another agent, which logs before Faultline is there. */
public final class EarlyAgent {
  private EarlyAgent() {}

  public static void premain(String arguments) {
    Logger.getLogger("early").info("here first");
    System.out.println(LogManager.getLogManager().getClass().getSimpleName());
  }

  /** What {@code java.util.logging.manager} names. */
  public static final class OwnLogManager extends LogManager {}
}
