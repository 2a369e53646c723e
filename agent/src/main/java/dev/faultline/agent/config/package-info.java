// SPDX-License-Identifier: Apache-2.0
/**
 * The settings: declared once in Options, read once into an immutable AgentConfig. Startup reads
 * them, everything in the agent may ask for them; what a user got wrong is a line on stderr, never
 * an exception. This runs before anything else, so it uses no lambda, no logger and no regex.
 */
@NullMarked
package dev.faultline.agent.config;

import org.jspecify.annotations.NullMarked;
