// SPDX-License-Identifier: Apache-2.0
/** A node of OpenSearch that needs no installation. It knows nothing of Faultline. */
@NullMarked
package dev.faultline.opensearch;

import org.jspecify.annotations.NullMarked;
