// SPDX-License-Identifier: Apache-2.0
package sample;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** What the test advice was told. */
public final class Calls {
  public static final List<String> SEEN = Collections.synchronizedList(new ArrayList<>());
  public static RuntimeException toThrow;

  private Calls() {}

  public static void enter(Object self) {
    SEEN.add("enter");
    if (toThrow != null) throw toThrow;
  }

  public static void exit(Object self, Throwable thrown) {
    SEEN.add(thrown == null ? "exit" : "threw " + thrown.getMessage());
    if (toThrow != null) throw toThrow;
  }
}
