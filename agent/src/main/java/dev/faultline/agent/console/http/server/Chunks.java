// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.console.http.server;

import java.nio.ByteBuffer;

/**
 * Where one is in a body that comes in chunks: RFC 9112, 7.1. Extensions and trailers are read
 * past.
 */
final class Chunks {
  private static final int MAX_DIGITS = 8;
  private static final int MAX_LINE = 256;
  private static final int MAX_TRAILERS = 4_096;

  private enum Place {
    SIZE,
    EXTENSION,
    SIZE_END,
    DATA,
    DATA_CR,
    DATA_LF,
    TRAILER,
    TRAILER_LF,
    DONE
  }

  private Place place = Place.SIZE;
  private long left;
  private int digits;

  /** Of the line, or of all trailers. */
  private int length;

  private boolean emptyLine = true;

  boolean isDone() {
    return place == Place.DONE;
  }

  /**
   * Reads on to the next data.
   *
   * @return how many bytes of data are there now
   */
  int next(ByteBuffer in) throws BadRequest {
    while (in.hasRemaining() && place != Place.DATA && place != Place.DONE) step(in.get());
    return place == Place.DATA ? (int) Math.min(left, in.remaining()) : 0;
  }

  void took(int count) {
    left -= count;
    if (place == Place.DATA && left == 0) place = Place.DATA_CR;
  }

  private void step(byte next) throws BadRequest {
    switch (place) {
      case SIZE:
        size(next);
        return;
      case EXTENSION:
        if (++length > MAX_LINE || next == '\n') throw bad();
        if (next == '\r') place = Place.SIZE_END;
        return;
      case SIZE_END:
        expect(next, '\n');
        length = 0;
        place = left == 0 ? Place.TRAILER : Place.DATA;
        return;
      case DATA_CR:
        expect(next, '\r');
        place = Place.DATA_LF;
        return;
      case DATA_LF:
        expect(next, '\n');
        digits = 0;
        place = Place.SIZE;
        return;
      case TRAILER:
        trailer(next);
        return;
      default:
        expect(next, '\n');
        place = emptyLine ? Place.DONE : Place.TRAILER;
        emptyLine = true;
    }
  }

  private void size(byte next) throws BadRequest {
    int digit = Character.digit(next, 16);
    if (digit >= 0) {
      if (++digits > MAX_DIGITS) throw bad();
      left = left << 4 | digit;
    } else if (digits > 0 && next == '\r') {
      place = Place.SIZE_END;
    } else if (digits > 0 && (next == ';' || next == ' ' || next == '\t')) {
      place = Place.EXTENSION;
    } else {
      throw bad();
    }
  }

  private void trailer(byte next) throws BadRequest {
    if (++length > MAX_TRAILERS || next == '\n') throw bad();
    if (next == '\r') {
      place = Place.TRAILER_LF;
    } else {
      emptyLine = false;
    }
  }

  private static void expect(byte next, char wanted) throws BadRequest {
    if (next != wanted) throw bad();
  }

  private static BadRequest bad() {
    return new BadRequest(400, "The chunks of the body are broken.");
  }
}
