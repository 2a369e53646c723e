// SPDX-License-Identifier: Apache-2.0
/**
 * The three bounded ways from the application's threads to the shipper. Any thread may offer, only
 * the shipper polls. Offering never waits.
 */
@NullMarked
package dev.faultline.bootstrap.lane;

import org.jspecify.annotations.NullMarked;
