// SPDX-License-Identifier: Apache-2.0
package dev.faultline.testapps.scale.thrown;

/** A thread of the loader's own class. */
public class Own extends Thread {
  @Override
  public void run() {}
}
