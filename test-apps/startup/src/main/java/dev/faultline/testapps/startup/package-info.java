// SPDX-License-Identifier: Apache-2.0
/**
 * Programs that do next to nothing, to see how the agent starts beside them. Tests run them in JVMs
 * of their own; nothing else calls in. No line of Faultline is in them.
 */
@NullMarked
package dev.faultline.testapps.startup;

import org.jspecify.annotations.NullMarked;
