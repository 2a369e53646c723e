// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** The plain kinds of value; those with units are in {@link Quantity}, lists in {@link Plural}. */
final class Kinds {
  static final Kind<String> TEXT =
      new Kind<String>("text") {
        @Override
        String read(String value) {
          return value;
        }
      };

  static final Kind<Boolean> BOOLEAN =
      new Kind<Boolean>("true or false") {
        @Override
        Boolean read(String value) {
          if (value.equalsIgnoreCase("true")) return true;
          if (value.equalsIgnoreCase("false")) return false;
          throw new IllegalArgumentException("is neither true nor false");
        }
      };

  static final Kind<Integer> INTEGER =
      new Kind<Integer>("number") {
        @Override
        Integer read(String value) {
          try {
            return Integer.valueOf(value);
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a whole number", e);
          }
        }
      };

  static final Kind<Double> DECIMAL =
      new Kind<Double>("number") {
        @Override
        Double read(String value) {
          try {
            double number = Double.parseDouble(value);
            if (!Double.isNaN(number)) return number;
          } catch (NumberFormatException e) {
            throw new IllegalArgumentException("is not a number", e);
          }
          throw new IllegalArgumentException("is not a number");
        }
      };

  /** A base address, without the slash at its end. Paths are appended, so it has no query. */
  static final Kind<String> HTTP_ADDRESS =
      new Kind<String>("http(s) address") {
        @Override
        String read(String value) {
          URI uri = httpUri(value);
          if (uri.getRawQuery() == null && uri.getRawFragment() == null) return withoutSlash(value);
          throw new IllegalArgumentException(
              "has a query or a fragment, which a base address has not");
        }
      };

  /** A whole address, which may have a query. */
  static final Kind<String> HTTP_URL =
      new Kind<String>("http(s) address") {
        @Override
        String read(String value) {
          httpUri(value);
          return withoutSlash(value);
        }
      };

  /** {@code http://[user:password@]host:port}. */
  static final Kind<String> PROXY_ADDRESS =
      new Kind<String>("http address") {
        @Override
        String read(String value) {
          try {
            URI uri = new URI(value);
            boolean http = "http".equalsIgnoreCase(uri.getScheme());
            if (http && uri.getHost() != null && uri.getPort() > 0) return withoutSlash(value);
          } catch (URISyntaxException e) { // no cause, as that tells the password
            throw new IllegalArgumentException("is not http://[user:password@]host:port");
          }
          throw new IllegalArgumentException("is not http://[user:password@]host:port");
        }
      };

  private Kinds() {}

  /** One of the constants of an enum, in lower case. */
  static <E extends Enum<E>> Kind<E> oneOf(E[] constants) {
    StringBuilder names = new StringBuilder();
    for (E each : constants) {
      if (names.length() > 0) names.append(", ");
      names.append(lowerCase(each));
    }
    return new Kind<E>(names.toString()) {
      @Override
      E read(String value) {
        for (E each : constants) {
          if (each.name().equalsIgnoreCase(value)) return each;
        }
        throw new IllegalArgumentException("is none of " + name);
      }

      @Override
      String show(E value) {
        return lowerCase(value);
      }
    };
  }

  private static String lowerCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT);
  }

  private static URI httpUri(String value) {
    try {
      URI uri = new URI(value);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      if ((http || https) && uri.getHost() != null) return uri;
    } catch (URISyntaxException e) {
      // its message holds the whole address, which may hold a password
    }
    throw new IllegalArgumentException("is not an http or https address");
  }

  private static String withoutSlash(String address) {
    return address.endsWith("/") ? address.substring(0, address.length() - 1) : address;
  }
}
