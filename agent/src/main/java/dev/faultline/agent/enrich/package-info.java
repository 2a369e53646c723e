// SPDX-License-Identifier: Apache-2.0
/**
 * Makes records fit to leave the process out of what hooks saw: sightings are merged into faults,
 * each told once, with what led to it. What is told of throwables, statements and requests, and how
 * secrets are taken out, has rooms of its own below, and none of them knows this one. The shipper
 * calls in here, on its own thread. Nothing here may send, wait, or keep a throwable of the
 * application alive once it was told.
 */
@NullMarked
package dev.faultline.agent.enrich;

import org.jspecify.annotations.NullMarked;
