// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.attribute;

import dev.faultline.bootstrap.subject.PoolState;
import java.io.IOException;

/** Writes how full a pool was when it had nothing to give: what it tells of itself. */
final class PoolAttributes {
  private static final Key TYPE = new Key("faultline.pool.type");
  private static final Key NAME = new Key("faultline.pool.name");
  private static final Key ACTIVE = new Key("faultline.pool.active");
  private static final Key SIZE = new Key("faultline.pool.size");
  private static final Key MAX = new Key("faultline.pool.max");
  private static final Key QUEUED = new Key("faultline.pool.queued");
  private static final Key CAPACITY = new Key("faultline.pool.queue_capacity");
  private static final Key SHUT_DOWN = new Key("faultline.pool.shut_down");

  private final AttributeWriter attributes;

  PoolAttributes(AttributeWriter attributes) {
    this.attributes = attributes;
  }

  void encode(PoolState pool) throws IOException {
    attributes.put(TYPE, pool.type);
    attributes.put(NAME, pool.name);
    put(ACTIVE, pool.active);
    put(SIZE, pool.size);
    put(MAX, pool.max);
    put(QUEUED, pool.queued);
    put(CAPACITY, pool.queueCapacity);
    if (pool.shutDown) attributes.put(SHUT_DOWN, true);
  }

  private void put(Key key, int number) throws IOException {
    if (number >= 0) attributes.put(key, number);
  }
}
