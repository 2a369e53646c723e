// SPDX-License-Identifier: Apache-2.0
/**
 * What the tests of all web frameworks share. A row is a path: what is told of a request to it is
 * found by that path.
 */
@NullMarked
package dev.faultline.webrows;

import org.jspecify.annotations.NullMarked;
