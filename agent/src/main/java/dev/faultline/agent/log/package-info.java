// SPDX-License-Identifier: Apache-2.0
/**
 * Where Faultline's own lines go: a small back end of SLF4J that writes to stderr or a file.
 * Startup opens it, classes of the agent log through SLF4J. It never touches java.util.logging,
 * System.err (which applications replace) or a class of the application, and no thread of the
 * application comes here.
 */
@NullMarked
package dev.faultline.agent.log;

import org.jspecify.annotations.NullMarked;
