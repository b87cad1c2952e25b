#!/usr/bin/env bash
# Takes out one rule at a time, on a copy, and expects the test that is named in the patch to fail;
# in cdk-concurrent, where the patch names no other module.
#
#   cdk-concurrent/src/test/mutations/run.sh [a part of a patch's name]
#
# Ends with 1 if a rule can be taken out without any test noticing. Takes about half a minute each.
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
root=$(cd "$here/../../../.." && pwd)
copy=$(mktemp -d)
trap 'rm -rf "$copy"' EXIT
cp -r "$root"/{pom.xml,bom,cdk-api,cdk-testkit,cdk-core,cdk-http,cdk-concurrent,cdk-local} "$copy"
cd "$copy"
# Only the modules that are needed.
sed -i -E '/<module>(benchmarks|cdk-legacy-compat|examples\/.*)<\/module>/d' pom.xml

test_of() {
  mvn -q -B -o -pl "$2" -am verify -Dtest="$1" -Dsurefire.failIfNoSpecifiedTests=false
}

failed=0
for patch in "$here"/*"${1:-}"*.patch; do
  name=$(basename "$patch" .patch)
  test=$(sed -n 's/^# test: //p' "$patch")
  module=$(sed -n 's/^# module: //p' "$patch")
  patch -s -p1 <"$patch" || { echo "STALE     $name: does not apply any more"; exit 2; }
  if test_of "$test" "${module:-cdk-concurrent}" >"$copy/log" 2>&1; then
    echo "SURVIVED  $name: $test passes"
    failed=1
  elif grep -q 'COMPILATION ERROR' "$copy/log"; then
    echo "BROKEN    $name does not compile"
    failed=1
  else
    echo "caught    $name by $test"
  fi
  patch -s -R -p1 <"$patch"
done
exit $failed
