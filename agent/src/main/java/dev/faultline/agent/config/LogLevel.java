// SPDX-License-Identifier: Apache-2.0
package dev.faultline.agent.config;

/** Which lines Faultline writes about itself: those of this level and of the ones before it. */
public enum LogLevel {
  OFF,
  ERROR,
  WARN,
  INFO,
  DEBUG,
  TRACE
}
