// SPDX-License-Identifier: Apache-2.0
/**
 * A servlet, its requests and a JDBC driver that do nothing, so that what is left is the agent.
 * Part of applications under test, on every JDK from 8: nothing of the tests is in here.
 */
@NullMarked
package dev.faultline.stubs;

import org.jspecify.annotations.NullMarked;
