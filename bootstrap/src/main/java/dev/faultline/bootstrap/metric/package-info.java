// SPDX-License-Identifier: Apache-2.0
/**
 * Counts and durations that are taken before any record is kept or dropped, so that they are always
 * exact. Hooks record, the shipper reads. Nothing here locks or grows without bound.
 */
@NullMarked
package dev.faultline.bootstrap.metric;

import org.jspecify.annotations.NullMarked;
