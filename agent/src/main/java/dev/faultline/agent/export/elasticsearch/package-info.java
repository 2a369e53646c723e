// SPDX-License-Identifier: Apache-2.0
/**
 * Documents to Elasticsearch or OpenSearch, by {@code _bulk}. Only {@link
 * dev.faultline.agent.export.elasticsearch.ElasticsearchExporter} is used from outside. It creates
 * no index, template or pipeline.
 */
@NullMarked
package dev.faultline.agent.export.elasticsearch;

import org.jspecify.annotations.NullMarked;
