// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** How the body of a request to the endpoint is compressed. */
public enum Compression {
  /** By gzip, unless the endpoint is on this host. */
  AUTO,
  GZIP,
  NONE
}
