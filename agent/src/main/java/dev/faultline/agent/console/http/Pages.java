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

  /** All that may be asked for: a path never becomes the name of a file. */
  private static final String[] NAMES = {
    "account.js",
    "actions.js",
    "address.js",
    "alerts.js",
    "api.js",
    "console.css",
    "console.js",
    "copy.js",
    "empty.js",
    "facts.js",
    "fault.js",
    "faults.js",
    "favicon.svg",
    "filters.js",
    "format.js",
    "keys.js",
    "lines.js",
    "markdown.js",
    "patch.js",
    "requests.js",
    "search.js",
    "services.js",
    "situation.js",
    "stack.js",
    "statements.js",
    "states.js",
    "table.js",
    "theme.js",
    "trace.js",
    "traces.js",
    "tree.js",
    "ui.js",
    "views.css",
    "waterfall.js"
  };

  private final Map<String, Answer> byPath = new HashMap<>();

  public Pages() throws IOException {
    for (String each : NAMES) byPath.put("/" + each, Answer.of(typeOf(each), read(each)));
    byPath.put("/", Answer.of(typeOf("console.html"), read("console.html")));
  }

  public @Nullable Answer at(String path) {
    return byPath.get(path);
  }

  private static String typeOf(String name) {
    if (name.endsWith(".html")) return "text/html; charset=utf-8";
    if (name.endsWith(".css")) return "text/css; charset=utf-8";
    return name.endsWith(".js") ? "text/javascript; charset=utf-8" : "image/svg+xml";
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
