// SPDX-License-Identifier: Apache-2.0
/**
 * State that hooks attach to objects of others (a statement's text, a task's trace), through one
 * type, so that the mechanism can be measured and changed in one place. Only hooks call in here. It
 * must never call a method of a foreign object, nor keep one alive.
 */
@NullMarked
package dev.faultline.bootstrap.state;

import org.jspecify.annotations.NullMarked;
