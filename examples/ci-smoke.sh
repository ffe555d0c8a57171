#!/bin/sh
# A smoke test for CI: every exit code an operator's scripts rely on, against the embedded lab. Silent when all is well.
# OMNICRM names another program than this checkout's: OMNICRM=omnicrm sh ci-smoke.sh
set -eu
here=$(cd "$(dirname "$0")" && pwd)
omnicrm() { ${OMNICRM:-node "$here/../bin/omnicrm.js"} "$@"; }

OMNICRM_HOME=$(mktemp -d)
export OMNICRM_HOME
trap 'omnicrm lab down || true; rm -rf "$OMNICRM_HOME"' EXIT

# expect CODE WORDS...: runs the command and wants that exit code.
expect() {
  wanted=$1
  shift
  code=0
  omnicrm "$@" >"$OMNICRM_HOME/out" 2>&1 || code=$?
  [ "$code" = "$wanted" ] && return
  echo "omnicrm $*: exit code $code, not $wanted" >&2
  cat "$OMNICRM_HOME/out" >&2
  exit 1
}

expect 78 status
expect 0 init --demo
expect 69 provision mobile-sim --customer 1 --pick auto
expect 0 lab up --detach
before=$(omnicrm lab digest ocs hss)

# An order, the same again under its key, and money taken for it.
expect 0 provision mobile-sim --customer 1 --pick auto --key smoke-1
expect 0 provision mobile-sim --customer 1 --pick auto --key smoke-1
expect 0 provision topup-monetary --customer 1 -e service_id=1
expect 0 audit

# What is refused changes nothing.
expect 64 provision mobile-sim
expect 65 provision mobile-sim --customer 1
expect 66 provision no-such-product --customer 1
expect 1 provision mobile-sim --customer 2 --pick auto --key smoke-1

# A backend that fails: rolled back clean.
expect 0 lab fault hss --kind status --status 500 --path '/subscriber/*' --method PUT --nth 1
expect 2 provision mobile-sim --customer 1 --pick auto
expect 0 lab fault --clear
expect 0 audit

# A removal, repeated, leaves nothing.
expect 0 deprovision 1
expect 0 deprovision 1
expect 0 audit
after=$(omnicrm lab digest ocs hss)
[ "$before" = "$after" ] || { echo "something was left behind in the charging system or the HSS" >&2; exit 1; }
