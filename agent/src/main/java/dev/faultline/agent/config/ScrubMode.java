// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Which values of headers, parameters and cookies are told. */
public enum ScrubMode {
  /** All but those of sensitive names. */
  DENY,
  /** Only those of names that are listed, and not sensitive. */
  ALLOW
}
