// SPDX-License-Identifier: Apache-2.0
/**
 * What the console does with requests of HTTP: who may come in, which goes where, the page's files,
 * the addresses that take OTLP, and the form that answers have. Knows no socket.
 */
@NullMarked
package dev.faultline.agent.console.http;

import org.jspecify.annotations.NullMarked;
