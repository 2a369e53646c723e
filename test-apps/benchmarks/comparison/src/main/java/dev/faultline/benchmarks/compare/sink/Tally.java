// SPDX-License-Identifier: Apache-2.0
package dev.faultline.benchmarks.compare.sink;

import java.util.concurrent.atomic.LongAdder;

/** What has arrived since the sink was started. */
final class Tally {
  /** HTTP requests of any kind. */
  final LongAdder requests = new LongAdder();

  /** Bytes of bodies, as they were sent, with traces, errors or log lines in them. */
  final LongAdder bytes = new LongAdder();

  /** Bytes of all other bodies: metrics, telemetry. */
  final LongAdder otherBytes = new LongAdder();

  /** Requests that the application has served, as the agents tell it. */
  final LongAdder roots = new LongAdder();

  /** Spans, roots included. One that stands for ten equal calls counts as ten. */
  final LongAdder spans = new LongAdder();

  /** Exceptions that are told beside spans. */
  final LongAdder errors = new LongAdder();

  /** Agents that have said who they are, where that is a call of its own. */
  final LongAdder greetings = new LongAdder();

  /** Bodies that could not be read; there should be none. */
  final LongAdder unreadable = new LongAdder();

  @Override
  public String toString() {
    return "requests="
        + requests
        + " bytes="
        + bytes
        + " otherBytes="
        + otherBytes
        + " roots="
        + roots
        + " spans="
        + spans
        + " errors="
        + errors
        + " greetings="
        + greetings
        + " unreadable="
        + unreadable;
  }
}
