// SPDX-License-Identifier: Apache-2.0
/**
 * The console: takes OTLP/HTTP, keeps it in a database, prints what went wrong, applies the rules
 * of alerts, and serves a page to look at. It is a program of its own, which only {@code main}
 * starts; nothing here may run in an application's JVM. It listens beyond this machine only with a
 * token.
 */
@NullMarked
package dev.faultline.agent.console;

import org.jspecify.annotations.NullMarked;
