// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export;

/** Where an exporter counts the records that it was given and will not deliver. For any thread. */
public interface Losses {
  /** It could not be written in this format. */
  String ENCODING_FAILED = "encoding_failed";

  /** The exporter takes a sample of these by a setting of its own. */
  String SAMPLED = "sampled";

  /**
   * @param count how many; at least 1
   * @param reason one word, such as {@link #ENCODING_FAILED}; few different ones, as each becomes a
   *     series of a metric
   */
  void dropped(Signal signal, long count, String reason);
}
