// SPDX-License-Identifier: Apache-2.0
/**
 * Weaves where Spring MVC and JAX-RS turn exceptions into responses. Startup takes the probe from
 * here. Nothing here may change what a resolver or mapper answers, or name a type of theirs.
 */
@NullMarked
package dev.faultline.agent.probe.framework;

import org.jspecify.annotations.NullMarked;
