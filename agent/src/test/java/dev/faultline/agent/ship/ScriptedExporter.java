// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.ship;

import dev.faultline.agent.export.Encoder;
import dev.faultline.agent.export.ExportContext;
import dev.faultline.agent.export.Exporter;
import dev.faultline.agent.export.Outcome;
import dev.faultline.agent.export.Payload;
import dev.faultline.agent.export.Signal;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** Delivers nowhere, with the outcomes that a test has written down; taken when there is none. */
final class ScriptedExporter implements Exporter {
  private final Deque<Function<Payload, Outcome>> script = new ArrayDeque<>();

  /** What is answered where the script has nothing; null for a lost connection. */
  Function<Payload, Outcome> otherwise = payload -> Outcome.delivered();

  /** The bodies that were brought, in order. */
  final List<String> brought = new ArrayList<>();

  void answer(Outcome outcome) {
    script.add(payload -> outcome);
  }

  void loseConnection() {
    script.add(payload -> null);
  }

  @Override
  public String name() {
    return "otlp";
  }

  @Override
  public void open(ExportContext context) {}

  @Override
  public Set<Signal> signals() {
    return EnumSet.allOf(Signal.class);
  }

  @Override
  public String target() {
    return "http://test";
  }

  @Override
  public Encoder encoder() {
    throw new UnsupportedOperationException();
  }

  @Override
  public Outcome deliver(Payload payload) throws IOException {
    brought.add(new String(payload.raw(), StandardCharsets.UTF_8));
    Outcome outcome = (script.isEmpty() ? otherwise : script.poll()).apply(payload);
    if (outcome == null) throw new IOException("Connection refused");
    return outcome;
  }
}
