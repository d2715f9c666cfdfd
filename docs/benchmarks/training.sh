#!/usr/bin/env bash
# How fast a ResNet-20 trains here and in Python's PyTorch, in alternating runs: images per CPU-second of the whole process,
# images per second, and the median ratio of the first.
#
#   docs/benchmarks/training.sh MODEL.onnx [ROUNDS] [THREADS]
#
# MODEL.onnx: a ResNet-20 for CIFAR-10 with its batch normalisations; of any other classifier of small pictures into ten classes our side alone is worth
# reading. JAVA_HOME: a JDK 25. PYTHON: a Python with torch
# (default python3); without one only our side runs. Build first: mvn -pl engine -am test-compile
set -euo pipefail
model=$(realpath "$1"); rounds=${2:-5}; threads=${3:-1}
warm_up=20; steps=40
cd "$(dirname "$0")/../.."
java=${JAVA_HOME:+$JAVA_HOME/bin/}java
classes=$(mktemp)
trap 'rm -f "$classes"' EXIT
mvn -q -o -pl engine dependency:build-classpath -DincludeScope=test -Dmdep.outputFile="$classes"
export CLASSPATH="engine/target/classes:engine/target/test-classes:$(cat "$classes")"
# As the launcher sets them, for our side alone: PyTorch runs as its users run it.
surroundings=(OMP_WAIT_POLICY=passive GOMP_SPINCOUNT=3000 MALLOC_ARENA_MAX=1 MALLOC_MMAP_THRESHOLD_=33000000 MALLOC_TRIM_THRESHOLD_=536870912)
python=${PYTHON:-python3}
"$python" -c 'import torch' 2> /dev/null || python=
ratios=()
for round in $(seq "$rounds"); do
    ours=$(env "${surroundings[@]}" "$java" --enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow \
        dev.secateur.engine.autograd.TrainingBenchmark "$model" "$threads" "$warm_up" "$steps" last)
    echo "round $round: here $ours"
    if [ -n "$python" ]; then
        theirs=$("$python" docs/benchmarks/training_opponent.py "$threads" "$warm_up" "$steps")
        echo "round $round: PyTorch $theirs"
        ratios+=("$(awk -v a="${ours% *}" -v b="${theirs% *}" 'BEGIN { printf "%.3f", a / b }')")
    fi
done
[ ${#ratios[@]} -eq 0 ] || printf '%s\n' "${ratios[@]}" | sort -n | awk '{ r[NR] = $1 }
    END { m = NR % 2 ? r[(NR + 1) / 2] : (r[NR / 2] + r[NR / 2 + 1]) / 2; printf "median ratio %.3f of %d\n", m, NR }'
