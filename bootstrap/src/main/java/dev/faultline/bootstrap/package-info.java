// SPDX-License-Identifier: Apache-2.0
/**
 * What runs on the application's threads, and needs nothing but the JDK. Woven code, the weaver and
 * the shipper may all call in here; nothing here calls out, takes a lock that foreign code can
 * hold, or throws.
 */
@NullMarked
package dev.faultline.bootstrap;

import org.jspecify.annotations.NullMarked;
