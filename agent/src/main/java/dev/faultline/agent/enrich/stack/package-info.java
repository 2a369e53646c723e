// SPDX-License-Identifier: Apache-2.0
/**
 * What is told of throwables: as a text, by their parts, as a fingerprint, and where they began.
 * The shipper calls in here, and the console has stacks read that others wrote. All that is made
 * here is bounded, holds no throwable, and has no message that was not scrubbed.
 */
@NullMarked
package dev.faultline.agent.enrich.stack;

import org.jspecify.annotations.NullMarked;
