// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The page and what belongs to it, from the jar. */
public final class Pages {
  private static final String ROOT = "/dev/faultline/agent/console/page/";

  private final Map<String, Answer> byPath = new HashMap<>();

  public Pages() throws IOException {
    byPath.put("/", Answer.of("text/html; charset=utf-8", read("console.html")));
    byPath.put("/console.css", Answer.of("text/css; charset=utf-8", read("console.css")));
    byPath.put("/console.js", Answer.of("text/javascript; charset=utf-8", read("console.js")));
    byPath.put("/favicon.svg", Answer.of("image/svg+xml", read("favicon.svg")));
  }

  public @Nullable Answer at(String path) {
    return byPath.get(path);
  }

  private static byte[] read(String name) throws IOException {
    try (InputStream in = Pages.class.getResourceAsStream(ROOT + name)) {
      if (in == null) throw new IOException("the jar lacks " + name);
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      byte[] buffer = new byte[8192];
      for (int count; (count = in.read(buffer)) > 0; ) out.write(buffer, 0, count);
      return out.toByteArray();
    }
  }
}
