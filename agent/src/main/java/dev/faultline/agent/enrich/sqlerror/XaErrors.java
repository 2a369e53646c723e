// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.sqlerror;

import dev.faultline.agent.enrich.thrown.Thrown;
import javax.transaction.xa.XAException;
import org.jspecify.annotations.Nullable;

/** What a distributed transaction says went wrong: a code of the XA standard, in a public field. */
final class XaErrors {
  private XaErrors() {}

  /** Null for anything but an XAException, and where the JVM has no such class. */
  static @Nullable SqlVerdict of(Thrown thrown) {
    try {
      return Asked.isXa(thrown) ? ofCode(Asked.code(thrown)) : null;
    } catch (LinkageError noXa) {
      return null;
    }
  }

  /** 0 for anything but an XAException. */
  static int code(Thrown thrown) {
    try {
      return Asked.isXa(thrown) ? Asked.code(thrown) : 0;
    } catch (LinkageError noXa) {
      return 0;
    }
  }

  private static SqlVerdict ofCode(int code) {
    switch (code) {
      case 102: // XA_RBDEADLOCK
        return SqlVerdict.DEADLOCK;
      case 103: // XA_RBINTEGRITY
        return SqlVerdict.INTEGRITY;
      case 101: // XA_RBCOMMFAIL
      case -7: // XAER_RMFAIL
        return SqlVerdict.CONNECTION_LOST;
      case 4: // XA_RETRY
      case 100: // XA_RBROLLBACK
      case 104: // XA_RBOTHER
      case 105: // XA_RBPROTO
      case 106: // XA_RBTIMEOUT
      case 107: // XA_RBTRANSIENT
        return SqlVerdict.OPERATIONAL_PASSING;
      case -5: // XAER_INVAL
      case -6: // XAER_PROTO
        return SqlVerdict.INTERFACE;
      default:
        return SqlVerdict.OPERATIONAL;
    }
  }

  /** A class of its own, so that only here the JVM looks for XAException. */
  private static final class Asked {
    static boolean isXa(Thrown thrown) {
      return thrown.throwable instanceof XAException;
    }

    static int code(Thrown thrown) {
      return ((XAException) thrown.throwable).errorCode;
    }
  }
}
