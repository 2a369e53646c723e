// SPDX-License-Identifier: Apache-2.0
/**
 * Shows the account outside of this JVM: to {@code faultline status} and by JMX. Made by Startup,
 * run on the shipper's thread; it must never start a part of the JDK that the application has not.
 */
@NullMarked
package dev.faultline.agent.account;

import org.jspecify.annotations.NullMarked;
