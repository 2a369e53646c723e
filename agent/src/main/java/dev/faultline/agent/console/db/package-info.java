// SPDX-License-Identifier: Apache-2.0
/**
 * The console's database: H2 in a directory or in memory, or PostgreSQL; its connections, its
 * schema, and the one writer. What the tables mean is the business of those who use them.
 */
@NullMarked
package dev.faultline.agent.console.db;

import org.jspecify.annotations.NullMarked;
