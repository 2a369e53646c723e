// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;

/**
 * The page and what belongs to it: files of one directory in the jar, read when first asked for.
 */
public final class Pages {
  private static final String ROOT = "/dev/faultline/agent/console/page/";
  private static final String FIRST = "/console.html";
  private static final Pattern NAME =
      Pattern.compile("/[a-z][a-z0-9-]{0,60}\\.(html|css|js|svg|png)");

  /** Less than that is not worth it. */
  private static final int MIN_ZIPPED = 1_024;

  private final Map<String, Page> byPath = new ConcurrentHashMap<>();

  private static final class Page {
    final String tag;
    final Answer unchanged;
    final Answer plain;
    final @Nullable Answer zipped;

    Page(String type, byte[] body) throws IOException {
      tag = '"' + digest(body) + '"';
      unchanged = answer(304, type, new byte[0]);
      plain = answer(200, type, body);
      zipped =
          body.length < MIN_ZIPPED
              ? null
              : answer(200, type, zipped(body)).with("Content-Encoding", "gzip");
    }

    private Answer answer(int status, String type, byte[] body) {
      return Answer.of(status, type, body)
          .with("ETag", tag)
          .with("Vary", "Accept-Encoding")
          .with("Cache-Control", "no-cache");
    }
  }

  /** Null where there is none. */
  @Nullable Answer at(Request request) throws IOException {
    String path = request.path;
    if (path == null) return null;
    Page page = page(path.equals("/") ? FIRST : path);
    if (page == null) return null;
    if (matches(request.header("if-none-match"), page.tag)) return page.unchanged;
    boolean zip = page.zipped != null && takesGzip(request.header("accept-encoding"));
    return zip && page.zipped != null ? page.zipped : page.plain;
  }

  private @Nullable Page page(String path) throws IOException {
    Page found = byPath.get(path);
    // nothing but a plain name leads to a resource, and there are only so many
    if (found != null || !NAME.matcher(path).matches()) return found;
    byte[] body = read(path.substring(1));
    if (body == null) return null;
    Page made = new Page(type(path), body);
    byPath.put(path, made);
    return made;
  }

  private static boolean matches(String tags, String tag) {
    for (String each : tags.split(",")) {
      String plain = each.trim();
      if (plain.equals("*") || plain.equals(tag) || plain.equals("W/" + tag)) return true;
    }
    return false;
  }

  private static boolean takesGzip(String codings) {
    for (String each : codings.split(",")) {
      String[] parts = each.trim().split("\\s*;\\s*");
      if (!parts[0].equals("gzip")) continue;
      return parts.length == 1 || !parts[1].matches("q=0(\\.0*)?");
    }
    return false;
  }

  private static String type(String name) {
    String ending = name.substring(name.lastIndexOf('.') + 1);
    switch (ending) {
      case "css":
        return "text/css; charset=utf-8";
      case "js":
        return "text/javascript; charset=utf-8";
      case "svg":
        return "image/svg+xml";
      case "png":
        return "image/png";
      default:
        return "text/html; charset=utf-8";
    }
  }

  private static byte @Nullable [] read(String name) throws IOException {
    try (InputStream in = Pages.class.getResourceAsStream(ROOT + name)) {
      if (in == null) return null;
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int count; (count = in.read(buffer)) > 0; ) out.write(buffer, 0, count);
      return out.toByteArray();
    }
  }

  private static byte[] zipped(byte[] plain) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
      zip.write(plain);
    }
    return out.toByteArray();
  }

  private static String digest(byte[] body) throws IOException {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      StringBuilder hex = new StringBuilder();
      for (int i = 0; i < 8; i++) hex.append(String.format("%02x", digest[i] & 0xff));
      return hex.toString();
    } catch (NoSuchAlgorithmException e) {
      throw new IOException(e); // every JDK has it
    }
  }
}
