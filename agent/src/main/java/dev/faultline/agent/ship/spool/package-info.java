// SPDX-License-Identifier: Apache-2.0
/**
 * Keeps payloads on a disk, one file each, until they are delivered, by this process or by a later
 * one. The threads of shipping call {@code Spool}, and no others do. It must never fill a disk,
 * never throw because of one, and never take a file that another process may still send.
 */
@NullMarked
package dev.faultline.agent.ship.spool;

import org.jspecify.annotations.NullMarked;
