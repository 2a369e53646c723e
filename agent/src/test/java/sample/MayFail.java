// SPDX-License-Identifier: Apache-2.0
package sample;

/** Not woven: how tests call what is. */
public interface MayFail {
  double sum(int a, long b, double c, int[] rest, RuntimeException failure);

  int reused(String text);

  String locked();

  void fail(boolean locked);

  String handled();

  void nothing();
}
