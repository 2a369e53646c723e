// SPDX-License-Identifier: Apache-2.0
/**
 * What arrives, before it is understood: OTLP as a tree of nodes, whatever the encoding, and the
 * bounds of a body.
 */
@NullMarked
package dev.faultline.agent.console.otlp;

import org.jspecify.annotations.NullMarked;
