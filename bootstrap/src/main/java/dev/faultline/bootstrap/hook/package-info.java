// SPDX-License-Identifier: Apache-2.0
/**
 * The static entry points, the only names that woven code knows. A hook turns what a driver, a
 * container or an executor is about to do into spans and sightings. It must never throw, block, or
 * call foreign code without {@link dev.faultline.bootstrap.trace.CurrentTrace#enterHook}.
 */
@NullMarked
package dev.faultline.bootstrap.hook;

import org.jspecify.annotations.NullMarked;
