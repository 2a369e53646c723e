// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPOutputStream;

/** Payloads that are as they should be, to be spoilt, and a client that sends them. */
final class Payloads {
  static final String TRACE_ID = "5b8efff798038103d269b633813fc60c";
  static final String SPAN_ID = "eee19b7ec3c1b174";

  private static final String RESOURCE =
      "\"resource\":{\"attributes\":[{\"key\":\"service.name\",\"value\":{\"stringValue\":\"shop\"}}]}";
  private static final String SCOPE = "\"scope\":{\"name\":\"faultline\"}";

  private Payloads() {}

  static String span(String spanId, String parentId) {
    String parent = parentId.isEmpty() ? "" : "\"parentSpanId\":\"" + parentId + "\",";
    return ("{'traceId':'" + TRACE_ID + "','spanId':'" + spanId + "'," + parent).replace('\'', '"')
        + ("'name':'GET /orders','kind':2,'startTimeUnixNano':'NOW','endTimeUnixNano':'NOW',"
                + "'attributes':[{'key':'http.response.status_code','value':{'intValue':'200'}}],"
                + "'status':{'code':2}}")
            .replace('\'', '"')
            .replace("NOW", now());
  }

  static String traces(String... spans) {
    return "{\"resourceSpans\":[{"
        + RESOURCE
        + ",\"scopeSpans\":[{"
        + SCOPE
        + ",\"spans\":["
        + String.join(",", spans)
        + "]}]}]}";
  }

  static String logs() {
    return logs(
        "'attributes':[{'key':'exception.type','value':{'stringValue':'java.io.IOException'}},"
            + "{'key':'exception.message','value':{'stringValue':'broken'}}]}");
  }

  static String line() {
    return logs(
        "'body':{'stringValue':'3 left'},'attributes':["
            + "{'key':'faultline.logger','value':{'stringValue':'shop.Stock'}},"
            + "{'key':'thread.name','value':{'stringValue':'main'}}]}");
  }

  private static String logs(String rest) {
    return "{\"resourceLogs\":[{"
        + RESOURCE
        + ",\"scopeLogs\":[{"
        + SCOPE
        + ",\"logRecords\":["
        + ("{'timeUnixNano':'NOW','observedTimeUnixNano':'NOW','severityNumber':17,"
                + "'severityText':'ERROR','traceId':'TRACE','spanId':'SPAN','flags':1,"
                + rest)
            .replace('\'', '"')
            .replace("NOW", now())
            .replace("TRACE", TRACE_ID)
            .replace("SPAN", SPAN_ID)
        + "]}]}]}";
  }

  static String metrics() {
    return "{\"resourceMetrics\":[{"
        + RESOURCE
        + ",\"scopeMetrics\":[{"
        + SCOPE
        + ",\"metrics\":["
        + ("{'name':'http.server.request.duration','unit':'s','histogram':{"
                + "'aggregationTemporality':2,'dataPoints':[{'startTimeUnixNano':'NOW',"
                + "'timeUnixNano':'NOW','count':'3','sum':0.3,'bucketCounts':['1','2'],"
                + "'explicitBounds':[0.1]}]}}")
            .replace('\'', '"')
            .replace("NOW", now())
        + "]}]}]}";
  }

  /** The status that the collector answers with. */
  static int send(Collector collector, String path, String json) {
    return send(collector, path, "application/json", json);
  }

  static int send(Collector collector, String path, String type, String json) {
    return send(collector, path, type, json.getBytes(StandardCharsets.UTF_8));
  }

  static int send(Collector collector, String path, String type, byte[] body) {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(collector.endpoint() + path))
            .header("Content-Type", type)
            .header("Content-Encoding", "gzip")
            .POST(HttpRequest.BodyPublishers.ofByteArray(gzip(body)))
            .build();
    try {
      return HttpClient.newHttpClient()
          .send(request, HttpResponse.BodyHandlers.discarding())
          .statusCode();
    } catch (IOException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] gzip(byte[] body) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
      out.write(body);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toByteArray();
  }

  private static String now() {
    return System.currentTimeMillis() + "000000";
  }
}
