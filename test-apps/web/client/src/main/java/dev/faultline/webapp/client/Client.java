// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.client;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URL;
import java.nio.charset.StandardCharsets;

/** Asks one path after another, and writes what was answered, all but the time. */
public final class Client {
  private final String address;

  /**
   * @param address what the paths are appended to
   */
  public Client(String address) {
    this.address = address;
  }

  /** Asks for each, and writes a line for it. */
  public void ask(String... paths) throws IOException {
    for (String path : paths) System.out.println(path + ": " + answer(path));
  }

  private String answer(String path) throws IOException {
    HttpURLConnection connection = (HttpURLConnection) new URL(address + path).openConnection();
    connection.setRequestProperty("Accept", "*/*");
    int status = connection.getResponseCode();
    InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream();
    String text = body == null ? "" : text(body);
    text = text.replaceAll("\\s+", " ").replaceAll("\"timestamp\":\"[^\"]*\"", "");
    return status + " " + connection.getContentType() + " " + text;
  }

  private static String text(InputStream body) throws IOException {
    ByteArrayOutputStream text = new ByteArrayOutputStream();
    byte[] buffer = new byte[1024];
    for (int n = body.read(buffer); n >= 0; n = body.read(buffer)) text.write(buffer, 0, n);
    return new String(text.toByteArray(), StandardCharsets.UTF_8);
  }
}
