// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale.thrown;

/** No probe's business, which its header says. */
public class Plain {
  public void work() {}
}
