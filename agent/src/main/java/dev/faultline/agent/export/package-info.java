// SPDX-License-Identifier: Apache-2.0
/**
 * The seam between what was recorded and where it goes: one implementation of {@link
 * dev.faultline.agent.export.Exporter} a format, in a package of its own, or in an extension. The
 * shipper's thread has records written, a sender's has them delivered. Nothing here decides what is
 * kept, nor knows another exporter.
 */
@NullMarked
package dev.faultline.agent.export;

import org.jspecify.annotations.NullMarked;
