// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

/** Hides in a text what looks like a secret, and like personal data where that is wanted. */
final class ValueMask {
  private final boolean personal;

  ValueMask(boolean personal) {
    this.personal = personal;
  }

  String mask(String text) {
    String masked = Secrets.mask(text);
    return personal ? PersonalData.mask(masked) : masked;
  }

  boolean isHarmless(String text) {
    return mask(text).equals(text);
  }
}
