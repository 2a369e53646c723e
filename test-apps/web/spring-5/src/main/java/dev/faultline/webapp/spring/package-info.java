// SPDX-License-Identifier: Apache-2.0
/**
 * Exceptions in Spring MVC, one to a path. Written for javax and Spring 5; the same source is made
 * into the application for jakarta and Spring 6 and 7.
 */
@NullMarked
package dev.faultline.webapp.spring;

import org.jspecify.annotations.NullMarked;
