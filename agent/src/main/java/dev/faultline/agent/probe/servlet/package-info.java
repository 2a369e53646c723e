// SPDX-License-Identifier: Apache-2.0
/**
 * Weaves servlets, filters and requests of javax.servlet (3.0 and later) and jakarta.servlet.
 * Startup takes the probe from here; {@link dev.faultline.agent.probe.servlet.ServletAccess} is the
 * one class that is linked with an application's servlet API. Nothing here may keep a container's
 * class or object.
 */
@NullMarked
package dev.faultline.agent.probe.servlet;

import org.jspecify.annotations.NullMarked;
