// SPDX-License-Identifier: Apache-2.0
/**
 * Starts an embedded Jetty. Run by tests, in a JVM of its own. It must not know what the
 * application does.
 */
@NullMarked
package dev.faultline.servletapp.jetty;

import org.jspecify.annotations.NullMarked;
