// SPDX-License-Identifier: Apache-2.0
/**
 * An extension of Faultline that brings records to Kafka, one event a message: {@link
 * dev.faultline.kafka.KafkaExporter}. Loaded from a jar of its own, which has Kafka's client in it;
 * neither the agent nor the application ever sees either.
 */
@NullMarked
package dev.faultline.kafka;

import org.jspecify.annotations.NullMarked;
