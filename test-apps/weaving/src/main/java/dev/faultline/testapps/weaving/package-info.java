// SPDX-License-Identifier: Apache-2.0
/**
 * Programs whose classes are hard to weave, or that have none to weave. Tests run them in JVMs of
 * their own; nothing else calls in. No line of Faultline is in them.
 */
@NullMarked
package dev.faultline.testapps.weaving;

import org.jspecify.annotations.NullMarked;
