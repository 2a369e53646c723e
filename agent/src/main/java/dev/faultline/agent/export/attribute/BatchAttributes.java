// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.agent.enrich.sqlerror.BatchFailure;
import java.io.IOException;

/** Writes how far a batch came that failed: what is known of it. */
final class BatchAttributes {
  private static final Key SIZE = new Key("faultline.sql.batch.size");
  private static final Key SUCCEEDED = new Key("faultline.sql.batch.succeeded");
  private static final Key FAILED = new Key("faultline.sql.batch.failed");
  private static final Key FIRST = new Key("faultline.sql.batch.first_failed_index");

  private final AttributeWriter attributes;

  BatchAttributes(AttributeWriter attributes) {
    this.attributes = attributes;
  }

  void encode(BatchFailure batch) throws IOException {
    put(SIZE, batch.size);
    put(SUCCEEDED, batch.succeeded);
    put(FAILED, batch.failed);
    put(FIRST, batch.firstFailedIndex);
  }

  private void put(Key key, int number) throws IOException {
    if (number >= 0) attributes.put(key, number);
  }
}
