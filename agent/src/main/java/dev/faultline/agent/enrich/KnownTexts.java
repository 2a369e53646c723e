// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Short texts that come again and again (names of threads, user agents), with what they are told
 * as: to look is a tenth of what scrubbing takes. Bounded; the one that was not asked for longest
 * goes. For one thread.
 */
final class KnownTexts {
  private static final int MAX = 256;
  private static final int MAX_LENGTH = 512;

  private final Map<String, String> texts =
      new LinkedHashMap<String, String>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
          return size() > MAX;
        }
      };

  interface Scrubbing {
    String of(String text);
  }

  String of(String text, Scrubbing scrubbing) {
    if (text.length() > MAX_LENGTH) return scrubbing.of(text);
    String known = texts.get(text);
    if (known != null) return known;
    String scrubbed = scrubbing.of(text);
    texts.put(text, scrubbed);
    return scrubbed;
  }
}
