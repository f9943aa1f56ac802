"""Reads OpenMetrics from standard input with the strict parser of Prometheus, and prints the families. Fails without one of the arguments."""

import sys

from prometheus_client.openmetrics.parser import text_string_to_metric_families

families = list(text_string_to_metric_families(sys.stdin.read()))
for family in families:
    print(f"{family.name} ({family.type}): {len(family.samples)} samples")
missing = set(sys.argv[1:]) - {family.name for family in families if family.samples}
if missing:
    sys.exit(f"no samples: {', '.join(sorted(missing))}")
