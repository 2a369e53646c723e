// SPDX-License-Identifier: Apache-2.0
/**
 * State that hooks attach to objects of others (a statement's text, a task's trace), through one
 * type, so that the mechanism can be measured and changed in one place; and which thread is which.
 * Only what runs on the application's threads calls in here. It must never keep a foreign object
 * alive, nor call a method of one; {@link ThreadIds} says where it cannot help it.
 */
@NullMarked
package dev.faultline.bootstrap.state;

import org.jspecify.annotations.NullMarked;
