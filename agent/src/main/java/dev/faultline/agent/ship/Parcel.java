// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Payload;

/** A payload on its way. Guarded by its {@link Backlog}. */
final class Parcel {
  final Payload payload;

  /** How often it was tried. */
  int attempts;

  /** Deliveries of its signal when it failed first; -1 before that. For the sender. */
  long deliveriesBefore = -1;

  /** Whether it was accounted for; it is so once, whoever comes first. */
  boolean settled;

  Parcel(Payload payload) {
    this.payload = payload;
  }

  /** A part of it, under the same suspicion. */
  Parcel with(Payload part) {
    Parcel parcel = new Parcel(part);
    parcel.attempts = attempts;
    parcel.deliveriesBefore = deliveriesBefore;
    return parcel;
  }
}
