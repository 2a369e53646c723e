// SPDX-License-Identifier: Apache-2.0
package javax.servlet.http;

/** Stands for the real one: the hook goes by its name alone. */
public interface HttpServletRequest {}
