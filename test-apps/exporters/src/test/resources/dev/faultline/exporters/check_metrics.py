# SPDX-License-Identifier: Apache-2.0
"""Reads metrics from stdin with Prometheus' own parser for Python: openmetrics, or text. Prints what was read."""
import sys

from prometheus_client.openmetrics import parser as openmetrics
from prometheus_client import parser as text

read = {"openmetrics": openmetrics, "text": text}[sys.argv[1]].text_fd_to_metric_families
families = samples = exemplars = 0
for family in read(sys.stdin):
    families += 1
    samples += len(family.samples)
    exemplars += sum(1 for sample in family.samples if sample.exemplar)
print(f"{families} families, {samples} samples, {exemplars} exemplars")
