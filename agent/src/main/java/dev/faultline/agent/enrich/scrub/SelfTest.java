// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.scrub;

import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Tries a scrubber with a few secrets before it is used: what is wrong with it (a regular
 * expression that this JVM reads otherwise, a class that is missing) must not be found out by the
 * first real one that comes through.
 */
final class SelfTest {
  private static final Logger LOG = LoggerFactory.getLogger(SelfTest.class);
  private static final AtomicBoolean TOLD = new AtomicBoolean();

  /** Each a text that holds the secret which comes after it. Nobody's: all are made up. */
  static final String[][] SAMPLES = {
    {"login failed: password=hunter-2-hunter", "hunter"},
    {"to https://ann:s3cr3t-word@shop.example/", "s3cr3t-word"},
    {"card 4111 1111 1111 1111 was declined", "1111 1111"},
    {"sent Bearer 0123456789abcdef.xyz", "0123456789abcdef"},
    {"jwt eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.c2lnbmF0dXJl", "eyJzdWIi"},
    {"-----BEGIN PRIVATE KEY-----\nMIIEvQIBADANBgkq\n", "MIIEvQ"},
    {"key AKIAIOSFODNN7EXAMPLE", "IOSFODNN"},
    {"Duplicate entry 'ann@shop.example' for key 'users.email'", "ann@shop"},
  };

  private SelfTest() {}

  /** Whether all were hidden; if not, a line in the log says so, once in this JVM. */
  static boolean passes(Scrubber scrubber, String[][] samples) {
    for (String[] each : samples) {
      if (hidesOf(scrubber, each[0], each[1])) continue;
      if (TOLD.compareAndSet(false, true)) {
        LOG.error(
            "Secrets cannot be told from other text in this JVM: messages, parameters, headers and"
                + " the like are all sent as {}",
            Scrubber.FILTERED);
      }
      return false;
    }
    return true;
  }

  private static boolean hidesOf(Scrubber scrubber, String text, String secret) {
    return !scrubber.message(text, true).contains(secret)
        && !scrubber.query("password=" + secret + "&a=b").contains(secret)
        && !scrubber.value("authorization", secret).contains(secret);
  }
}
