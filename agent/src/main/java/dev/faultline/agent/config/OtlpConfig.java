// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.util.Locale;

/** Settings of the OTLP exporter. */
public final class OtlpConfig {
  static final OptionList OPTIONS = new OptionList();

  /** How a request's body is written. */
  public enum Encoding {
    JSON,
    PROTOBUF
  }

  static final Option<Encoding> ENCODING =
      OPTIONS
          .option(new EncodingKind(), "otlp.encoding", "protobuf")
          .says(
              "How OTLP is written. Every receiver takes `protobuf`; `json` is for eyes, and costs more.");

  private final Settings settings;

  OtlpConfig(Settings settings) {
    this.settings = settings;
  }

  public Encoding encoding() {
    return settings.value(ENCODING);
  }

  /** Understands OpenTelemetry's names of protocols as well. */
  private static final class EncodingKind extends Kind<Encoding> {
    private final Kind<Encoding> constants = Kinds.oneOf(Encoding.values());

    EncodingKind() {
      super("json, protobuf");
    }

    @Override
    Encoding read(String value) {
      String lower = value.toLowerCase(Locale.ROOT);
      if (lower.equals("grpc")) {
        throw new IllegalArgumentException("is not supported, only HTTP is, usually at port 4318");
      }
      return constants.read(lower.startsWith("http/") ? lower.substring(5) : lower);
    }

    @Override
    String show(Encoding value) {
      return constants.show(value);
    }
  }
}
