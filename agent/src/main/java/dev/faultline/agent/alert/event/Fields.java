// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.event;

import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.Set;

/** The fields of an event by the names that rules use; any other name is an attribute's. */
public final class Fields {
  /** All of them; unmodifiable. */
  public static final Set<String> NAMES =
      Collections.unmodifiableSet(
          new HashSet<>(
              Arrays.asList(
                  "service",
                  "environment",
                  "instance",
                  "release",
                  "exception",
                  "message",
                  "fingerprint",
                  "category",
                  "state",
                  "route",
                  "status",
                  "kind")));

  private Fields() {}

  /** Empty where the event does not say. */
  public static String of(AlertEvent event, String name) {
    switch (name) {
      case "service":
        return event.service;
      case "environment":
        return event.environment;
      case "instance":
        return event.instance;
      case "release":
        return event.release;
      case "exception":
        return event.exceptionType;
      case "message":
        return event.message;
      case "fingerprint":
        return event.fingerprint;
      case "category":
        return event.category;
      case "state":
        return event.state;
      case "route":
        return event.route;
      case "status":
        return event.status == 0 ? "" : Integer.toString(event.status);
      case "kind":
        return event.kind.word;
      default:
        return event.attribute(name);
    }
  }
}
