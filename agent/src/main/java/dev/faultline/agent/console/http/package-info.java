// SPDX-License-Identifier: Apache-2.0
/** The console's end of HTTP: answers, the page's files, and the addresses that take OTLP. */
@NullMarked
package dev.faultline.agent.console.http;

import org.jspecify.annotations.NullMarked;
