// SPDX-License-Identifier: Apache-2.0
/**
 * Starts an embedded Tomcat. Run by tests, in a JVM of its own. It must not depend on a version of
 * the servlet API.
 */
@NullMarked
package dev.faultline.servletapp.tomcat;

import org.jspecify.annotations.NullMarked;
