// SPDX-License-Identifier: Apache-2.0
/** A broker of Kafka for tests, in a JVM of its own. */
@NullMarked
package dev.faultline.kafka.broker;

import org.jspecify.annotations.NullMarked;
