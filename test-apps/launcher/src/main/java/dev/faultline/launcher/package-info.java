// SPDX-License-Identifier: Apache-2.0
/**
 * What runs inside an application under test, on every JDK from 8. The harness starts it instead of
 * the application's main class; it calls that, and looks for what the agent left behind. It must
 * not touch a class that the application could have touched first, beyond what is unavoidable.
 */
@NullMarked
package dev.faultline.launcher;

import org.jspecify.annotations.NullMarked;
