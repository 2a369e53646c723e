// SPDX-License-Identifier: Apache-2.0
/**
 * What a span is about: a request, a statement on a database, a task. Plain holders of references,
 * filled by hooks and read by the shipper. They render nothing themselves.
 */
@NullMarked
package dev.faultline.bootstrap.subject;

import org.jspecify.annotations.NullMarked;
