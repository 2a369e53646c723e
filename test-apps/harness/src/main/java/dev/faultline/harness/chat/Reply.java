// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import java.util.Map;

/** What is answered. */
public record Reply(int status, String body, Map<String, String> headers) {
  /** Status 200, as most say whatever they think. */
  static Reply ok(String body) {
    return new Reply(200, body, Map.of());
  }

  public static Reply of(int status, String body) {
    return new Reply(status, body, Map.of());
  }
}
