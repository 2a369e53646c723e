// SPDX-License-Identifier: Apache-2.0
/**
 * An application of servlets and filters, one for each scenario. Every server's main class deploys
 * it by its {@link dev.faultline.servletapp.Deployment}. It must not know that it is watched.
 */
@NullMarked
package dev.faultline.servletapp;

import org.jspecify.annotations.NullMarked;
