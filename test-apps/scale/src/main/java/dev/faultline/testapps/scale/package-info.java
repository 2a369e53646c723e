// SPDX-License-Identifier: Apache-2.0
/**
 * Programs that have many of everything: threads, tasks, statements, routes, class loaders. They
 * count what they did and measure what is left. Tests run them in JVMs of their own; nothing else
 * calls in. No line of Faultline is in them.
 */
@NullMarked
package dev.faultline.testapps.scale;

import org.jspecify.annotations.NullMarked;
