// SPDX-License-Identifier: Apache-2.0
/** Exceptions in Spring Boot, whose own error page answers what nobody else does. */
@NullMarked
package dev.faultline.webapp.boot;

import org.jspecify.annotations.NullMarked;
