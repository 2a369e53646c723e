// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import com.google.gson.JsonElement;
import dev.faultline.harness.BadPayload;
import dev.faultline.harness.StrictJson;
import java.time.Instant;
import java.util.HexFormat;

/** A receiver of what Alertmanager sends to webhooks, version 4, which checks who sent it. */
public final class WebhookDouble extends ChatDouble {
  private final String secret;

  /**
   * @param secret empty for none
   */
  public WebhookDouble(String secret) {
    this.secret = secret;
  }

  @Override
  public String url() {
    return address() + "/hooks/faultline";
  }

  @Override
  String take(Request request, long now) {
    if (!secret.isEmpty()) {
      String signature = "sha256=" + HexFormat.of().formatHex(Hmac.of(secret, request.body()));
      if (!signature.equals(request.headers().get("x-faultline-signature"))) {
        throw new Refused(Reply.of(401, "bad signature"));
      }
    }
    JsonElement json;
    try {
      json = StrictJson.parse(request.body());
    } catch (BadPayload e) {
      throw new Refused(Reply.of(400, String.valueOf(e.getMessage())));
    }
    String[] fields = {
      "version",
      "groupKey",
      "truncatedAlerts",
      "status",
      "receiver",
      "groupLabels",
      "commonLabels",
      "commonAnnotations",
      "externalURL",
      "alerts"
    };
    Shape body = new Shape(json, problem -> Reply.of(400, problem), fields);
    for (String each : fields) body.get(each);
    body.is("version", "4");
    body.is("status", "firing", "resolved");
    body.text("groupKey");
    for (Shape each :
        body.shapes(
            "alerts",
            "status",
            "labels",
            "annotations",
            "startsAt",
            "endsAt",
            "generatorURL",
            "fingerprint")) {
      each.is("status", "firing", "resolved");
      Instant.parse(each.text("startsAt"));
      Instant.parse(each.text("endsAt"));
      each.check(each.text("fingerprint").matches("[0-9a-f]{16}"), "fingerprint");
      String name = each.get("labels").getAsJsonObject().get("alertname").getAsString();
      each.check(!name.isEmpty(), "alertname");
    }
    return json.toString();
  }

  @Override
  Reply taken(Request request) {
    return Reply.of(204, "");
  }
}
