// SPDX-License-Identifier: Apache-2.0
/**
 * What every servlet container is tested for. Each server's module has a test that extends {@link
 * dev.faultline.scenarios.ServletScenarios}. What servers do differently must show there by name.
 */
@NullMarked
package dev.faultline.scenarios;

import org.jspecify.annotations.NullMarked;
