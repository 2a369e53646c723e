// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.api;

import dev.faultline.agent.console.http.Answer;
import dev.faultline.agent.console.http.Change;
import dev.faultline.agent.console.otlp.Node;
import dev.faultline.agent.console.store.Store;
import dev.faultline.agent.console.store.timing.Instances;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** What a person decides about services, as the page posts it. */
public final class ServiceCommands implements Change {
  private final Store store;
  private final Instances instances;

  public ServiceCommands(Store store, Instances instances) {
    this.store = store;
    this.instances = instances;
  }

  @Override
  public @Nullable Answer post(String path, Node body) throws IOException {
    if (!path.equals("/api/services/forget")) return null;
    String service = body.text("service");
    String environment = body.text("environment");
    int[] gone = {0};
    store.changeParts(
        connection ->
            gone[0] =
                instances.forget(connection, service, environment, System.currentTimeMillis()));
    if (gone[0] == 0) return Answer.message(404, "No process of that service is gone.");
    return Answer.json(Json.written(json -> json.writeNumberField("forgotten", gone[0])));
  }
}
