// SPDX-License-Identifier: Apache-2.0
/**
 * The seam between what was recorded and how it is written: one implementation of {@link
 * dev.faultline.agent.export.Exporter} a format. The shipper calls it, on its own thread. Nothing
 * here knows how bytes travel.
 */
@NullMarked
package dev.faultline.agent.export;

import org.jspecify.annotations.NullMarked;
