// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import com.fasterxml.jackson.core.io.JsonStringEncoder;

/** What is asked for makes no sense; the message says why to a person. */
public final class Refusal extends Exception {
  Refusal(String message) {
    super(message);
  }

  /** As the answer has it. */
  public String toJson() {
    char[] quoted = JsonStringEncoder.getInstance().quoteAsString(String.valueOf(getMessage()));
    return "{\"message\":\"" + String.valueOf(quoted) + "\"}";
  }
}
