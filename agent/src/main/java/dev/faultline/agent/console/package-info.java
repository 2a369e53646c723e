// SPDX-License-Identifier: Apache-2.0
/**
 * The local console: takes OTLP/HTTP in JSON, keeps the latest of it in memory, prints what went
 * wrong, and serves a page to look at. It is a program of its own, which only {@code main} starts.
 * Nothing here may run in an application's JVM, listen beyond this machine, or write to its disk.
 */
@NullMarked
package dev.faultline.agent.console;

import org.jspecify.annotations.NullMarked;
