// SPDX-License-Identifier: Apache-2.0
/**
 * Exceptions in JAX-RS, one to a path. Written for javax; the same source is made into the
 * application for jakarta, and knows no implementation.
 */
@NullMarked
package dev.faultline.webapp.jaxrs;

import org.jspecify.annotations.NullMarked;
