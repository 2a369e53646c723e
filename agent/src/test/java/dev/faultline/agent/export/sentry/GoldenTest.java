// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.sentry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.GsonBuilder;
import com.google.gson.JsonParser;
import dev.faultline.agent.enrich.Fault;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import dev.faultline.bootstrap.trace.Ids;
import dev.faultline.bootstrap.trace.Part;
import dev.faultline.bootstrap.trace.Span;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/**
 * What goes out, held to the letter: the lines of an envelope, each made readable. To write the
 * files anew: {@code -Dgolden.write=true}; then read the difference.
 */
class GoldenTest {
  private static final Path FILES = Path.of("src/test/resources/dev/faultline/agent/export/sentry");

  private final SentryEncoder encoder = EventTest.encoder(false);

  @Test
  void faultOfARequest_isWrittenAsAgreed() throws IOException {
    Shop shop = Shop.refusedInsert();
    assertGolden("request.json", withoutRandom(event(shop.faults.get(0)), shop));
  }

  @Test
  void faultWithoutATrace_isWrittenAsAgreed() throws IOException {
    IllegalStateException error = new IllegalStateException("mail");
    error.setStackTrace(Shop.stack("shop.Mail", "send", 12));
    assertGolden("task.json", event(Shop.failedTask(error).faults.get(0)));
  }

  @Test
  void faultWithoutAStack_isWrittenAsAgreed() throws IOException {
    NullPointerException error = new NullPointerException();
    error.setStackTrace(new StackTraceElement[0]);
    assertGolden("stackless.json", event(Shop.failedTask(error).faults.get(0)));
  }

  @Test
  void transaction_isWrittenAsAgreed() throws IOException {
    Shop shop = Shop.refusedInsert();
    for (Part each : shop.parts) encoder.add(each);
    Payload payload = encoder.take(Signal.SPANS);
    assertThat(encoder.take(Signal.SPANS)).isNull();
    assertGolden("transaction.json", withoutRandom(text(payload), shop));
  }

  private String event(Fault fault) {
    encoder.add(fault);
    String text = text(encoder.take(Signal.FAULTS));
    return text.replace(fault.id, "EVENT")
        .replaceAll("(\"(?:thread[._])?id\"):" + fault.threadId + "\\b", "$1:1");
  }

  private static String withoutRandom(String text, Shop shop) {
    int n = 0;
    for (Part part : shop.parts) {
      text = text.replaceAll("\"thread[.]id\":" + part.threadId + "\\b", "\"thread.id\":1");
      for (Span span = part.first; span != null; span = span.next) {
        text = text.replace(Ids.hex(span.id), String.format("%016d", ++n));
      }
    }
    return text;
  }

  /** What depends on the machine is made the same everywhere; the length with it. */
  private static String text(Payload payload) {
    return new String(payload.body, StandardCharsets.UTF_8)
        .replaceAll("\"event_id\":\"[0-9a-f]{32}\"", "\"event_id\":\"EVENT\"")
        .replaceAll("\"length\":\\d+", "\"length\":0")
        .replaceAll("\"os\":\\{[^}]*}", "\"os\":{}");
  }

  private static void assertGolden(String name, String envelope) throws IOException {
    StringBuilder pretty = new StringBuilder();
    for (String line : envelope.split("\n")) {
      pretty.append(
          new GsonBuilder()
              .setPrettyPrinting()
              .disableHtmlEscaping()
              .create()
              .toJson(JsonParser.parseString(line)));
      pretty.append('\n');
    }
    Path file = FILES.resolve(name);
    if (Boolean.getBoolean("golden.write")) Files.writeString(file, pretty);
    assertThat(pretty.toString()).isEqualTo(Files.readString(file));
  }
}
