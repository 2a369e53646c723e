// SPDX-License-Identifier: Apache-2.0
/** The benchmark of the weaver, in its package: it is no part of what the agent shows. */
package dev.faultline.agent.weave;
