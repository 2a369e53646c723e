// SPDX-License-Identifier: Apache-2.0
/**
 * Programs that use a database as applications do, plainly and through pools. Tests run them in
 * JVMs of their own, on every JDK; nothing else calls in. No line of Faultline is in them.
 */
@NullMarked
package dev.faultline.testapps.jdbc;

import org.jspecify.annotations.NullMarked;
