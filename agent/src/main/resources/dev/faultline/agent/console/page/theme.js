// SPDX-License-Identifier: Apache-2.0
// Before anything is drawn: what was chosen last, light or dark. Without a choice, the system's.
'use strict';

try {
  const theme = localStorage.getItem('faultline.theme');
  if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme;
} catch (e) {
  // no storage in this browser: the system's, then
}
