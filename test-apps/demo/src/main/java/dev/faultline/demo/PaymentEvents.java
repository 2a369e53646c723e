// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/** The events that the rule "payment" counts, as the console has kept them: by their own times. */
final class PaymentEvents {
  private static final String FAILED = "/api/traces?failed=true&text=POST+/orders&limit=500";

  private final Http console;

  PaymentEvents(Http console) {
    this.console = console;
  }

  /** When the third of all happened, since 1970. */
  long thirdMillis() throws IOException, InterruptedException {
    List<Long> millis = new ArrayList<>();
    for (JsonElement each : list(FAILED, "traces")) {
      JsonObject trace = each.getAsJsonObject();
      if (!trace.get("status").getAsString().equals("500")) continue;
      String whole = "/api/traces/" + trace.get("traceId").getAsString();
      for (JsonElement line : list(whole, "lines")) add(line.getAsJsonObject(), millis);
    }
    if (millis.size() < 3) throw new IllegalStateException("the console has " + millis.size());
    Collections.sort(millis);
    return millis.get(2);
  }

  private static void add(JsonObject line, List<Long> millis) {
    boolean isOne = line.get("text").getAsString().contains("payment_failed");
    if (isOne) millis.add(line.get("time").getAsLong());
  }

  private Iterable<JsonElement> list(String path, String name)
      throws IOException, InterruptedException {
    return JsonParser.parseString(console.get(path).body()).getAsJsonObject().getAsJsonArray(name);
  }
}
