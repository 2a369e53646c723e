// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import com.google.protobuf.CodedInputStream;
import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import java.io.IOException;
import java.util.List;
import java.util.Map;

/** Reads OTLP's protobuf into the official classes. A field that is unknown is refused. */
final class OtlpProtobuf {
  private OtlpProtobuf() {}

  /**
   * Fills the builder with what the bytes say; throws {@link BadPayload} when they are not fine.
   */
  static void parse(byte[] bytes, Message.Builder builder) {
    try {
      CodedInputStream in = CodedInputStream.newInstance(bytes);
      builder.mergeFrom(in);
      if (!in.isAtEnd()) throw new BadPayload("more after the end");
    } catch (InvalidProtocolBufferException e) {
      throw new BadPayload("not OTLP: " + e.getMessage());
    } catch (IOException e) {
      throw new IllegalStateException(e); // nothing but memory is read
    }
    check(builder.build());
  }

  private static void check(Message message) {
    String name = message.getDescriptorForType().getName();
    if (!message.getUnknownFields().asMap().isEmpty()) {
      String fields = message.getUnknownFields().asMap().keySet().toString();
      throw new BadPayload("unknown fields " + fields + " in " + name);
    }
    for (Map.Entry<FieldDescriptor, Object> field : message.getAllFields().entrySet()) {
      if (field.getKey().getJavaType() != FieldDescriptor.JavaType.MESSAGE) continue;
      if (field.getValue() instanceof List<?> list) {
        for (Object each : list) check((Message) each);
      } else {
        check((Message) field.getValue());
      }
    }
  }
}
