// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

/** Names of classes as they may be grouped by. */
public final class ClassNames {
  private static final String LAMBDA = "$$Lambda";

  private ClassNames() {}

  /** The name without what the JVM numbers anew on each start. */
  public static String stable(String name) {
    int lambda = name.indexOf(LAMBDA);
    return lambda < 0 ? name : name.substring(0, lambda + LAMBDA.length());
  }
}
