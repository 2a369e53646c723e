// SPDX-License-Identifier: Apache-2.0
package dev.faultline.webapp.boot;

import java.util.Map;
import org.springframework.boot.web.error.ErrorAttributeOptions;
import org.springframework.boot.web.servlet.error.DefaultErrorAttributes;
import org.springframework.web.context.request.WebRequest;

/** What the error page says, of which it cannot make one page. */
class ErrorText extends DefaultErrorAttributes {
  @Override
  public Map<String, Object> getErrorAttributes(WebRequest request, ErrorAttributeOptions options) {
    Map<String, Object> text = super.getErrorAttributes(request, options);
    if ("/app/error-page-throws".equals(text.get("path"))) {
      throw new IllegalStateException("error-page-throws");
    }
    return text;
  }
}
