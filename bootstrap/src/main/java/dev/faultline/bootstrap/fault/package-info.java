// SPDX-License-Identifier: Apache-2.0
/**
 * A throwable that was seen, by reference. Hooks create sightings, the shipper renders them. No
 * method of a foreign throwable is ever called here.
 */
@NullMarked
package dev.faultline.bootstrap.fault;

import org.jspecify.annotations.NullMarked;
