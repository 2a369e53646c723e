// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.store.trace;

/** What traces a list is to have. Empty texts, zeros and false ask for nothing. */
public final class TraceFilter {
  /** Any that took part. */
  public String service = "";

  public String environment = "";

  /** In its name; or a trace's id. */
  public String text = "";

  public boolean failed;
  public boolean slow;

  /** Begun at that time or later, in milliseconds since 1970. */
  public long sinceMillis;

  public int limit = 100;
  public int offset;
}
