#!/bin/sh
# The main job on the embedded lab: a mobile SIM is provisioned, looked at and removed, and nothing is left behind.
set -eu
cd "$(dirname "$0")/.."
omnicrm() { node bin/omnicrm.js "$@"; }
say() { printf '\n== %s\n' "$*"; }

OMNICRM_HOME=$(mktemp -d)
export OMNICRM_HOME
trap 'omnicrm lab down >/dev/null 2>&1 || true; rm -rf "$OMNICRM_HOME"' EXIT

say "A home with a database and the demo catalogue; simulators of charging, HSS, SMS and payments"
omnicrm init --demo
omnicrm lab up --detach
before=$(omnicrm lab digest)

say "Customer 1 orders a mobile SIM: the play runs against the simulators"
omnicrm provision mobile-sim --customer 1 --pick auto

say "What the run did"
omnicrm status 1

say "Do the charging system and the HSS agree with the CRM?"
omnicrm audit

say "The service is removed again: the same play's rescue, on purpose"
omnicrm deprovision 1

say "Is anything left behind?"
omnicrm audit
after=$(omnicrm lab digest)
[ "$before" = "$after" ] || { echo "the backends hold something that was not there before"; exit 1; }

say "A SIM was provisioned, and removed without a trace: the backends hold what they held before."
