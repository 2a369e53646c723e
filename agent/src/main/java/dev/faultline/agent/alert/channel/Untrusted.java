// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.alert.channel;

import java.security.cert.CertPathBuilderException;
import java.security.cert.CertificateException;

/** Servers whose certificate nobody vouches for whom we trust. */
final class Untrusted {
  private static final int MAX_CAUSES = 10;

  private Untrusted() {}

  /** Whether that is why it failed. */
  static boolean is(Throwable failure) {
    Throwable cause = failure;
    for (int i = 0; cause != null && i < MAX_CAUSES; i++) {
      boolean certificate = cause instanceof CertificateException;
      if (certificate || cause instanceof CertPathBuilderException) return true;
      cause = cause.getCause();
    }
    return false;
  }

  /** In words for whoever can change it. */
  static Verdict verdict(Throwable failure) {
    Throwable root = failure;
    for (int i = 0; root.getCause() != null && i < MAX_CAUSES; i++) root = root.getCause();
    return Verdict.of(
        Verdict.Kind.UNTRUSTED,
        "its certificate is not trusted ("
            + root.getMessage()
            + "); faultline.tls.ca names the file of those who are");
  }
}
