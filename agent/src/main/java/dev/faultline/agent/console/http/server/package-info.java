// SPDX-License-Identifier: Apache-2.0
/**
 * A small server of HTTP/1.1. One thread reads and writes for all connections, and a request costs
 * a thread only once it is there as a whole. Knows nothing of what is served.
 */
@NullMarked
package dev.faultline.agent.console.http.server;

import org.jspecify.annotations.NullMarked;
