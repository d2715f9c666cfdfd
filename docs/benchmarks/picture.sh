#!/usr/bin/env bash
# From a file to the first picture, and opening a group: built-in graphs of 1,700 to 100,000 nodes, and the files given.
#
#   docs/benchmarks/picture.sh [MODEL.onnx...]
#
# Times are medians of warm runs; the first run of the first graph is that of a cold process. JAVA_HOME: a JDK 25.
# It compiles what has changed first.
set -euo pipefail
models=()
for model in "$@"; do models+=("$(realpath "$model")"); done
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classes=$(mktemp)
trap 'rm -f "$classes"' EXIT
# In one build, so that the engine is found in its folder of classes.
mvn -q -o -Dquick -pl views -am test-compile dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$classes"
export CLASSPATH="views/target/classes:views/target/test-classes:engine/target/classes:$(cat "$classes")"
"$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow -Dglass.platform=Headless -Dprism.order=sw \
    dev.secateur.views.graph.FirstPictureBenchmark "${models[@]}"
