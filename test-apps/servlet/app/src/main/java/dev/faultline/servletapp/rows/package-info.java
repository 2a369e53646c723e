// SPDX-License-Identifier: Apache-2.0
/**
 * The rows of servlets: each request throws in its own way, in an exception that says its path.
 * What the application sees of a row goes into the row's {@link
 * dev.faultline.servletapp.rows.Journal}. The same for both APIs.
 */
@NullMarked
package dev.faultline.servletapp.rows;

import org.jspecify.annotations.NullMarked;
