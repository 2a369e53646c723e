// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.enrich.stack;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A throwable of a fault, by its parts, for formats that want those. Scrubbed, immutable. */
public final class ExceptionInfo {
  /** How it belongs to the one before. */
  public enum Relation {
    /** The outermost one. */
    TOP,
    CAUSE,
    SUPPRESSED,
    /** Of SQLExceptions: {@code getNextException()}. */
    NEXT
  }

  public final Relation relation;

  /** Index, in the fault's list, of the one that it belongs to; -1 for the outermost. */
  public final int parent;

  /** Binary class name. */
  public final String type;

  public final @Nullable String message;

  /** Innermost first, bounded; empty where there was no stack. Unmodifiable. */
  public final List<Frame> frames;

  /** Index in {@link #frames} before which some were left out; -1 when none was. */
  public final int framesOmittedAt;

  /** How many were left out there. */
  public final int framesOmitted;

  /** How many more there are that the one it belongs to has too: the end of both stacks. */
  public final int framesInCommon;

  ExceptionInfo(
      Relation relation,
      int parent,
      String type,
      @Nullable String message,
      List<Frame> frames,
      int framesOmittedAt,
      int framesOmitted,
      int framesInCommon) {
    this.relation = relation;
    this.parent = parent;
    this.type = type;
    this.message = message;
    this.frames = frames;
    this.framesOmittedAt = framesOmittedAt;
    this.framesOmitted = framesOmitted;
    this.framesInCommon = framesInCommon;
  }

  /** A frame of a stack. */
  public static final class Frame {
    /** Binary class name. */
    public final String type;

    public final String method;
    public final @Nullable String file;

    /** -1 when not known, -2 in native code. */
    public final int line;

    /** Whether it is the application's own code. */
    public final boolean inApp;

    Frame(String type, String method, @Nullable String file, int line, boolean inApp) {
      this.type = type;
      this.method = method;
      this.file = file;
      this.line = line;
      this.inApp = inApp;
    }
  }
}
