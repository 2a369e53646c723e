// SPDX-License-Identifier: Apache-2.0
package dev.faultline.demo;

import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/**
 * Stands for the team's chats: takes what the console sends to the robots of DingTalk and WeCom,
 * and prints what people would read there. Argument: the file for the console's rules, which is
 * written when it listens.
 */
public final class TeamChat {
  private static final String RULES =
      """
      # Alerts of the demo. Change something: the console reads it again.
      channel dingtalk dingtalk url=%1$s/robot/send?access_token=demo secret=SECdemo
      channel wecom wecom url=%1$s/cgi-bin/webhook/send?key=demo

      payment: 5 minutes, >= 3 events "payment_failed" with status 500, by service -> dingtalk, wecom, with the last 5 fragments and the trace id
      orders: error rate >= 10 %% of at least 20 requests in 1 minute, route=/orders, by service, critical -> dingtalk
      slow: p95 > 1 s in 5 minutes of at least 20 requests, by service and route -> wecom
      new: new fault -> wecom
      gone: silent for 1 minute, by service, critical -> dingtalk
      """;

  private TeamChat() {}

  public static void main(String[] args) throws IOException {
    InetAddress local = InetAddress.getByName("127.0.0.1");
    HttpServer server = HttpServer.create(new InetSocketAddress(local, 0), 0);
    server.createContext("/robot/send", exchange -> take("DingTalk", exchange));
    server.createContext("/cgi-bin/webhook/send", exchange -> take("WeCom", exchange));
    server.start();
    Path rules = Path.of(args[0]);
    Path whole = rules.resolveSibling(rules.getFileName() + ".new");
    Files.writeString(whole, RULES.formatted("http://127.0.0.1:" + server.getAddress().getPort()));
    Files.move(whole, rules); // who waits for it finds all of it
  }

  private static void take(String chat, HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String time = LocalTime.now().truncatedTo(ChronoUnit.SECONDS).toString();
    System.out.println("---- " + chat + ", " + time + "\n" + text(body) + "\n");
    byte[] answer = "{\"errcode\":0,\"errmsg\":\"ok\"}".getBytes(StandardCharsets.UTF_8);
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
    exchange.close();
  }

  private static String text(String body) {
    JsonObject message = JsonParser.parseString(body).getAsJsonObject();
    JsonObject markdown = message.getAsJsonObject(message.get("msgtype").getAsString());
    String text = markdown.has("text") ? "text" : "content";
    return markdown.get(text).getAsString().replaceAll("</?font[^>]*>", "").strip();
  }
}
