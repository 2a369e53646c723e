// SPDX-License-Identifier: Apache-2.0
/** Classes that are loaded many times over, by loaders that are thrown away. */
@NullMarked
package dev.faultline.testapps.scale.thrown;

import org.jspecify.annotations.NullMarked;
