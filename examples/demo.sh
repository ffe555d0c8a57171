#!/bin/sh
# The main job on the embedded lab: a mobile SIM is provisioned, looked at and removed, and nothing is left behind.
set -eu
cd "$(dirname "$0")/.."
omnicrm() { node bin/omnicrm.js "$@"; }
say() { printf '\n== %s\n' "$*"; }

OMNICRM_HOME=$(mktemp -d)
export OMNICRM_HOME
trap 'omnicrm lab down || true; rm -rf "$OMNICRM_HOME"' EXIT

say "A home with a database and the demo catalogue; simulators of charging, HSS, SMS and payments."
omnicrm init --demo
omnicrm lab up --detach
before=$(omnicrm lab digest ocs hss)

say "Customer 1 orders a mobile SIM: the product's play runs against the simulators."
omnicrm provision mobile-sim --customer 1 --pick auto --verbose

say "The run, as it was recorded; and the service."
omnicrm status
omnicrm service list

say "Do the charging system and the HSS agree with the CRM?"
omnicrm audit
echo "They do: no finding."

say "The service is removed again: the rescue of the same play, on purpose."
omnicrm deprovision 1 --verbose

say "Is anything left behind?"
omnicrm audit
after=$(omnicrm lab digest ocs hss)
[ "$before" = "$after" ] || { echo "The charging system or the HSS holds something that was not there before."; exit 1; }

echo "Nothing: the audit has no finding, and charging system and HSS hold what they held before."
