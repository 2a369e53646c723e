// SPDX-License-Identifier: Apache-2.0
package dev.faultline.exporters.torture;

/** How an endpoint behaves. */
enum Mood {
  /** Takes it, 200. */
  OK,
  /** Nobody listens. */
  DOWN,
  /** Reads it, and never answers. */
  HANG,
  /** Reads it, and closes the connection. */
  RESET,
  /** Takes it, and closes the connection: the client cannot know. */
  RESET_AFTER_TAKING,
  /** 429 with a Retry-After of a second. */
  TOO_MANY,
  /** 503. */
  UNAVAILABLE,
  /** 400 for what has the poison in it; takes the rest. */
  POISON,
  /** 413 for all that is larger than 8 KB; takes the rest. */
  TOO_LARGE,
  /** Takes it, 200, with what is no answer to that. */
  GARBAGE
}
