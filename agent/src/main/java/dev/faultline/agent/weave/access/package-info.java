// SPDX-License-Identifier: Apache-2.0
/** Classes of ours that are linked with an API that only the application has. */
@NullMarked
package dev.faultline.agent.weave.access;

import org.jspecify.annotations.NullMarked;
