// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.export.zipkin;

import com.fasterxml.jackson.core.JsonGenerator;
import dev.faultline.bootstrap.subject.Database;
import dev.faultline.bootstrap.subject.Request;
import dev.faultline.bootstrap.subject.SqlStatement;
import java.io.IOException;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes who a span is of, and who was at its other end. Zipkin draws its map of services by these
 * names, and has them in lower case. It takes addresses for numbers only, and no port 0.
 */
final class Endpoints {
  private static final Pattern IPV4 = Pattern.compile("[0-9]{1,3}(\\.[0-9]{1,3}){3}");
  private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:.]*:[0-9a-fA-F:.]*");
  private static final int MAX_NAME_LENGTH = 200;

  private final JsonGenerator json;
  private final String service;

  Endpoints(JsonGenerator json, String service) {
    this.json = json;
    this.service = name(service);
  }

  void local() throws IOException {
    json.writeObjectFieldStart("localEndpoint");
    json.writeStringField("serviceName", service);
    json.writeEndObject();
  }

  void remote(@Nullable Object subject) throws IOException {
    if (subject instanceof SqlStatement) {
      remote(((SqlStatement) subject).database);
    } else if (subject instanceof Database) {
      remote((Database) subject);
    } else if (subject instanceof Request) {
      client(((Request) subject).clientAddress);
    }
  }

  private void remote(@Nullable Database database) throws IOException {
    if (database == null) return;
    String namespace = database.namespace;
    json.writeObjectFieldStart("remoteEndpoint");
    json.writeStringField(
        "serviceName",
        name(namespace == null ? database.system : database.system + '-' + namespace));
    address(database.host);
    if (database.port > 0) json.writeNumberField("port", database.port);
    json.writeEndObject();
  }

  private void client(@Nullable String address) throws IOException {
    if (field(address) == null) return;
    json.writeObjectFieldStart("remoteEndpoint");
    address(address);
    json.writeEndObject();
  }

  private void address(@Nullable String address) throws IOException {
    String field = field(address);
    if (field != null) json.writeStringField(field, address);
  }

  private static @Nullable String field(@Nullable String address) {
    if (address == null || address.length() > 45) return null;
    if (IPV4.matcher(address).matches()) return "ipv4";
    return IPV6.matcher(address).matches() ? "ipv6" : null;
  }

  private static String name(String name) {
    String cut = name.length() > MAX_NAME_LENGTH ? name.substring(0, MAX_NAME_LENGTH) : name;
    return Tags.sound(cut).toLowerCase(Locale.ROOT);
  }
}
