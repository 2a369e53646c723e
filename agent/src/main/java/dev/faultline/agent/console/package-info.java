// SPDX-License-Identifier: Apache-2.0
/**
 * The local console: takes OTLP/HTTP in JSON, keeps it in a database, prints what went wrong, and
 * serves a page to look at. It is a program of its own, which only {@code main} starts. Nothing
 * here may run in an application's JVM, or listen beyond this machine.
 */
@NullMarked
package dev.faultline.agent.console;

import org.jspecify.annotations.NullMarked;
