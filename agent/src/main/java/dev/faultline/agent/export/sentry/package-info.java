// SPDX-License-Identifier: Apache-2.0
/**
 * Sentry: faults as events, and a share of the traces as transactions, an envelope each. Made by
 * {@code ship.Exporters}. Nothing here knows a queue: what may be tried again is said by an {@link
 * dev.faultline.agent.export.Outcome}.
 */
@NullMarked
package dev.faultline.agent.export.sentry;

import org.jspecify.annotations.NullMarked;
