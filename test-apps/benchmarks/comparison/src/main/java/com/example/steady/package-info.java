// SPDX-License-Identifier: Apache-2.0
/**
 * A plain servlet application that is measured while it serves: Tomcat, HikariCP and H2 in memory,
 * no framework. Its threads are all there from the start and have names, so that what they cost can
 * be told apart from outside.
 */
@NullMarked
package com.example.steady;

import org.jspecify.annotations.NullMarked;
