// SPDX-License-Identifier: Apache-2.0
package dev.faultline.harness.chat;

import java.util.Map;

/** What came. The names of headers are in lower case; the values of the query are decoded. */
public record Request(
    String method,
    String path,
    Map<String, String> query,
    Map<String, String> headers,
    byte[] body) {}
