// SPDX-License-Identifier: Apache-2.0
/**
 * A tour of Faultline: customers who visit the shop, and a summary of what was recorded of it. The
 * script {@code run} starts it, beside the shop and the console, in a JVM of its own. It knows both
 * by their HTTP interfaces alone.
 */
@NullMarked
package dev.faultline.demo;

import org.jspecify.annotations.NullMarked;
