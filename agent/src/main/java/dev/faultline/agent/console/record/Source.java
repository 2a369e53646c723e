// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.record;

import dev.faultline.agent.console.otlp.Node;

/** The process that something comes from: an OTLP resource. Immutable. */
public final class Source {
  private static final int MAX_NAME = 128;

  /** Never empty. */
  public final String service;

  /** Such as "production"; empty where it does not say. */
  public final String environment;

  /** The application's version; empty where it does not say. */
  public final String release;

  /** Of one process; empty where it does not say. */
  public final String instance;

  /** All that the resource says of itself. */
  public final AttributeMap attributes;

  private Source(AttributeMap attributes) {
    String name = attributes.text("service.name");
    service = name.isEmpty() ? "unknown_service" : AttributeMap.clip(name, MAX_NAME);
    environment = clip(attributes.text("deployment.environment.name", "deployment.environment"));
    release = clip(attributes.text("service.version"));
    instance = clip(attributes.text("service.instance.id"));
    this.attributes = attributes;
  }

  /**
   * @param holder what has a member "resource": one of resourceSpans, resourceLogs, resourceMetrics
   */
  public static Source of(Node holder) {
    return new Source(AttributeMap.of(holder.get("resource").list("attributes")));
  }

  /** One that was kept: of its attributes, only the names. */
  public static Source of(String service, String environment, String release, String instance) {
    AttributeMap attributes = new AttributeMap();
    attributes.values.put("service.name", service);
    attributes.values.put("deployment.environment.name", environment);
    attributes.values.put("service.version", release);
    attributes.values.put("service.instance.id", instance);
    return new Source(attributes);
  }

  private static String clip(String text) {
    return AttributeMap.clip(text, MAX_NAME);
  }
}
