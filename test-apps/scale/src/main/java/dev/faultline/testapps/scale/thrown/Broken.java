// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale.thrown;

/** Answers by its own code, which goes with its loader. */
public final class Broken extends RuntimeException {
  private static final long serialVersionUID = 1;

  @Override
  public String getMessage() {
    return "broken";
  }
}
