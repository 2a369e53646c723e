// SPDX-License-Identifier: Apache-2.0
/**
 * Records as JSON documents by the names of the Elastic Common Schema, one a record: what
 * Elasticsearch, OpenSearch, Filebeat, Logstash and Kibana read without being told how. {@link
 * dev.faultline.agent.export.ecs.EcsWriter} writes one, {@link
 * dev.faultline.agent.export.ecs.EcsEncoder} batches of them. Nothing here knows where they go.
 */
@NullMarked
package dev.faultline.agent.export.ecs;

import org.jspecify.annotations.NullMarked;
