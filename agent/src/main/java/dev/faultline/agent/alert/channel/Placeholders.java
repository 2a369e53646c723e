// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ${env:NAME}} and {@code ${file:/path}}: secrets that are kept elsewhere. */
final class Placeholders {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{(env|file):([^}]*)}");
  private static final int MAX_BYTES = 64 << 10;

  private Placeholders() {}

  /**
   * @throws IllegalArgumentException naming the variable or file, not what it holds
   */
  static String fill(String value) {
    Matcher matcher = PLACEHOLDER.matcher(value);
    StringBuffer filled = new StringBuffer();
    while (matcher.find()) {
      boolean env = "env".equals(matcher.group(1));
      String name = matcher.group(2);
      String found = env ? variable(name) : file(name);
      matcher.appendReplacement(filled, Matcher.quoteReplacement(found));
    }
    return matcher.appendTail(filled).toString();
  }

  private static String variable(String name) {
    String value = System.getenv(name);
    if (value == null || value.trim().isEmpty()) {
      throw new IllegalArgumentException("the environment variable " + name + " is not set");
    }
    return value.trim();
  }

  private static String file(String name) {
    try {
      Path path = Paths.get(name);
      if (!Files.isRegularFile(path)) throw new IOException("is no file");
      if (Files.size(path) > MAX_BYTES) throw new IOException("is too large");
      byte[] bytes = new byte[(int) Files.size(path)];
      try (InputStream in = Files.newInputStream(path)) {
        int read = 0;
        for (int n; read < bytes.length && (n = in.read(bytes, read, bytes.length - read)) > 0; )
          read += n;
        String text = new String(bytes, 0, read, StandardCharsets.UTF_8).trim();
        if (text.isEmpty()) throw new IOException("is empty");
        return text;
      }
    } catch (InvalidPathException | IOException e) {
      String why =
          e.getMessage() != null && e.getMessage().startsWith("is ")
              ? e.getMessage()
              : "cannot be read";
      throw new IllegalArgumentException("the file " + name + " " + why);
    }
  }
}
