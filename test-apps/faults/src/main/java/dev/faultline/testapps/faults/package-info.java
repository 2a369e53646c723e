// SPDX-License-Identifier: Apache-2.0
/**
 * Every way an exception can get lost, as small programs: one <i>row</i> each, in groups that share
 * a JVM. Plain Java 8 programs that know nothing of Faultline; the tests say what is to be told.
 */
@NullMarked
package dev.faultline.testapps.faults;

import org.jspecify.annotations.NullMarked;
