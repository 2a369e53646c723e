// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.alert;

import dev.faultline.agent.alert.setup.RuleProblem;
import dev.faultline.agent.console.api.Json;
import dev.faultline.agent.console.http.Answer;
import dev.faultline.agent.console.http.Change;
import dev.faultline.agent.console.otlp.Node;
import java.io.IOException;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What a person decides about alerts, as the page posts it. */
public final class AlertCommands implements Change {
  private static final String SILENCES = "/api/alerts/silences";
  private static final String DELETE = "/delete";
  private static final int MAX_TEXT = 1_000;
  private static final long TEST_MILLIS = 15_000;

  private final Alerts alerts;

  public AlertCommands(Alerts alerts) {
    this.alerts = alerts;
  }

  @Override
  public @Nullable Answer post(String path, Node body) throws IOException {
    try {
      if (path.equals("/api/alerts/test")) return test(body);
      if (path.equals("/api/alerts/rules")) return rules(body);
      if (path.equals(SILENCES)) return silence(body);
      if (path.startsWith(SILENCES + "/") && path.endsWith(DELETE)) return endSilence(path);
      return null;
    } catch (SQLException e) {
      throw new IOException("the database does not answer", e);
    }
  }

  private Answer test(Node body) throws IOException {
    String channel = body.text("channel");
    if (channel.isEmpty()) throw new IllegalArgumentException("\"channel\" names none.");
    String why;
    try {
      why = alerts.test(channel, TEST_MILLIS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      why = "the console is being stopped";
    }
    String detail = why;
    return Answer.json(
        Json.written(
            json -> {
              json.writeBooleanField("ok", detail.isEmpty());
              json.writeStringField("detail", detail);
            }));
  }

  private Answer rules(Node body) throws IOException, SQLException {
    if (!body.has("text")) throw new IllegalArgumentException("\"text\" has no rules.");
    List<RuleProblem> problems = alerts.pageRules(body.text("text"));
    if (problems.isEmpty()) return Answer.json(200, "{}");
    return Answer.json(
        Json.written(
            json -> {
              json.writeArrayFieldStart("problems");
              for (RuleProblem each : problems) {
                Json.object(json, j -> AlertRead.problem(j, each));
              }
              json.writeEndArray();
            }));
  }

  private Answer silence(Node body) throws IOException, SQLException {
    String matchers = body.text("matchers");
    String comment = body.text("comment");
    if (matchers.length() > MAX_TEXT || comment.length() > MAX_TEXT) {
      throw new IllegalArgumentException("A text has more than " + MAX_TEXT + " characters.");
    }
    String id = UUID.randomUUID().toString();
    alerts.silence(id, matchers, body.number("until"), comment);
    return Answer.json(Json.written(json -> json.writeStringField("id", id)));
  }

  private @Nullable Answer endSilence(String path) throws SQLException {
    int from = SILENCES.length() + 1;
    if (path.length() < from + DELETE.length()) return null;
    String id = path.substring(from, path.length() - DELETE.length());
    return alerts.endSilence(id) ? Answer.json(200, "{}") : null;
  }
}
