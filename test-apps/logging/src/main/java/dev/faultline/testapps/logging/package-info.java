// SPDX-License-Identifier: Apache-2.0
/**
 * Rows about what is logged: the same ones for each framework, and those that only one of them has.
 * Programs for Java 8 that know nothing of Faultline. What the appenders write is part of what the
 * application says, places in the source included.
 */
@NullMarked
package dev.faultline.testapps.logging;

import org.jspecify.annotations.NullMarked;
