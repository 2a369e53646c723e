// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import org.jspecify.annotations.Nullable;

/** What a server of HTTP does with requests. */
public interface Service {
  /**
   * Says no before the body is read. On the thread that reads for all: it must not wait.
   *
   * @return null to go on
   */
  @Nullable Answer refuse(Request head);

  /** More than that many bytes, as they came, are answered with {@link #tooLarge}. */
  int maxBody(Request head);

  /** Whether it brings records, and is answered apart from those of the page. */
  boolean isIntake(Request head);

  /** Whatever is thrown is answered with status 500. */
  Answer answer(Request request);

  Answer tooLarge(Request head);

  /** Where there is no memory or no thread for it. */
  Answer busy(Request head);
}
