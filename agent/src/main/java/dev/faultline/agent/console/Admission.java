// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console;

import dev.faultline.agent.console.http.Token;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Where the console listens and what one must show there, as the options say. Immutable. */
final class Admission {
  static final String VARIABLE = "FAULTLINE_CONSOLE_TOKEN";

  final InetSocketAddress address;

  /** Null where everybody on this machine may come in, and nobody else can. */
  final @Nullable Token token;

  private Admission(InetSocketAddress address, @Nullable Token token) {
    this.address = address;
    this.token = token;
  }

  static Admission of(ConsoleOptions options, Function<String, @Nullable String> environment)
      throws ConsoleOptions.Bad {
    InetSocketAddress address = new InetSocketAddress(address(options.host()), options.port());
    Token token = token(options.tokenFile(), environment.apply(VARIABLE));
    if (token == null && !address.getAddress().isLoopbackAddress()) {
      throw new ConsoleOptions.Bad(
          "listens on \""
              + options.host()
              + "\" only with a token: --token-file FILE, or the variable "
              + VARIABLE);
    }
    return new Admission(address, token);
  }

  private static InetAddress address(String host) throws ConsoleOptions.Bad {
    try {
      return InetAddress.getByName(host);
    } catch (UnknownHostException e) {
      throw new ConsoleOptions.Bad("needs an address after --host, not \"" + host + "\"");
    }
  }

  private static @Nullable Token token(@Nullable Path file, @Nullable String variable)
      throws ConsoleOptions.Bad {
    if (file == null && (variable == null || variable.isEmpty())) return null;
    String origin = file == null ? VARIABLE : String.valueOf(file);
    try {
      return new Token(file == null ? String.valueOf(variable) : firstLine(file));
    } catch (IllegalArgumentException e) {
      throw new ConsoleOptions.Bad(
          "needs a token of at least "
              + Token.MIN_LENGTH
              + " printable characters; that of "
              + origin
              + " "
              + e.getMessage());
    } catch (IOException e) {
      throw new ConsoleOptions.Bad("cannot read the token's file " + origin + " (" + e + ")");
    }
  }

  private static String firstLine(Path file) throws IOException {
    try (BufferedReader reader = Files.newBufferedReader(file, StandardCharsets.UTF_8)) {
      char[] start = new char[2 * 1_024];
      int count = reader.read(start);
      if (count <= 0) return "";
      return new String(start, 0, count).split("\\R", 2)[0].trim();
    }
  }
}
