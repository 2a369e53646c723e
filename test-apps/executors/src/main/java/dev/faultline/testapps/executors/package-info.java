// SPDX-License-Identifier: Apache-2.0
/**
 * Small programs that hand tasks to every executor of the JDK, and know nothing of Faultline. The
 * tests beside them start them; they must run on Java 8, and reach what is newer by reflection.
 */
@NullMarked
package dev.faultline.testapps.executors;

import org.jspecify.annotations.NullMarked;
