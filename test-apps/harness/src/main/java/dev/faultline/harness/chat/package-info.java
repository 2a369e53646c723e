// SPDX-License-Identifier: Apache-2.0
/**
 * Doubles of the messengers and tools that alerts go to. Each holds to what the real one demands:
 * signature, keyword, length, rate, the shape of the body to the last field; and answers as the
 * real one does, with 200 and a code where that is its way. What the real one would take without a
 * word, but would not show as meant, is a problem that a test can ask for.
 */
@NullMarked
package dev.faultline.harness.chat;

import org.jspecify.annotations.NullMarked;
