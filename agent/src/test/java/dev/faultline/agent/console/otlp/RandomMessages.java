// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.otlp;

import com.google.protobuf.ByteString;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.Message;
import java.util.Random;

/** Messages with all fields that there are, some of them set, to values at the edges too. */
final class RandomMessages {
  private static final long[] EDGES = {
    0, 1, -1, 127, 128, 300, Long.MAX_VALUE, Long.MIN_VALUE, Integer.MAX_VALUE, 1L << 32
  };
  private static final double[] DECIMALS = {
    0, 1, -0.5, 1e300, Double.NaN, Double.NEGATIVE_INFINITY
  };
  private static final String[] TEXTS = {
    "", "a", "GET /orders", "\u00e9\u4e2d\ud83d\ude00", "\"\n"
  };

  private final Random random;

  RandomMessages(long seed) {
    random = new Random(seed);
  }

  Message of(Message type) {
    return of(type, 0);
  }

  private Message of(Message type, int depth) {
    Message.Builder builder = type.newBuilderForType();
    for (FieldDescriptor field : type.getDescriptorForType().getFields()) {
      boolean recursive = depth > 7 && field.getJavaType() == FieldDescriptor.JavaType.MESSAGE;
      if (recursive || random.nextInt(3) == 0 && depth > 1) continue;
      if (!field.isRepeated()) {
        builder.setField(field, value(builder, field, depth));
        continue;
      }
      for (int i = random.nextInt(3); i > 0; i--) {
        builder.addRepeatedField(field, value(builder, field, depth));
      }
    }
    return builder.build();
  }

  private Object value(Message.Builder builder, FieldDescriptor field, int depth) {
    long edge = EDGES[random.nextInt(EDGES.length)];
    switch (field.getJavaType()) {
      case MESSAGE:
        return of(builder.newBuilderForField(field).getDefaultInstanceForType(), depth + 1);
      case ENUM:
        int values = field.getEnumType().getValues().size();
        return field.getEnumType().getValues().get(random.nextInt(values));
      case STRING:
        return TEXTS[random.nextInt(TEXTS.length)];
      case BYTE_STRING:
        byte[] bytes = new byte[random.nextInt(20)];
        random.nextBytes(bytes);
        return ByteString.copyFrom(bytes);
      case BOOLEAN:
        return random.nextBoolean();
      case INT:
        return (int) edge;
      case LONG:
        return edge;
      case DOUBLE:
        return DECIMALS[random.nextInt(DECIMALS.length)];
      default:
        throw new IllegalStateException(field.toString());
    }
  }
}
