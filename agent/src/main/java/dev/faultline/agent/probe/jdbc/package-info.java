// SPDX-License-Identifier: Apache-2.0
/**
 * Weaves JDBC drivers and pools: which types, which methods, what advice. Startup lists {@link
 * dev.faultline.agent.probe.jdbc.JdbcProbe}; nobody else calls in. What happens is in the hooks:
 * nothing here may do more than name one.
 */
@NullMarked
package dev.faultline.agent.probe.jdbc;

import org.jspecify.annotations.NullMarked;
