#!/usr/bin/env bash
# How fast the kernels are in plain Java and on the first device of TornadoVM: a table of every kernel at three sizes.
#
#   docs/benchmarks/kernels.sh [CALLS [KERNEL...]]
#
# CALLS: how often each is called. KERNEL: the beginning of a kernel's name, such as "Gram"; without one all are measured.
# TORNADOVM_HOME: the SDK. JAVA_HOME: a JDK 25. Build first: mvn -pl gpu-kernels -am test-compile
set -euo pipefail
calls=${1:-9}
shift $(($# > 0))
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classes=$(mktemp)
trap 'rm -f "$classes"' EXIT
mvn -q -o -pl engine dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$classes"
export CLASSPATH="gpu-kernels/target/classes:gpu-kernels/target/test-classes:engine/target/classes:$(cat "$classes")"
"$java" @gpu-kernels/target/tornado-argfile.template --sun-misc-unsafe-memory-access=allow \
    dev.secateur.gpu.backend.DeviceBenchmark "$calls" "$@"
