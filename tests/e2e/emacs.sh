#!/usr/bin/env bash
# Emacs with eglot and the configuration of docs/editors.md, word for word.
# KQLINT  the program
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
KQLINT=$(realpath "${KQLINT:-$here/../../target/release/kqlint}")
command -v emacs >/dev/null || { echo "there is no emacs" >&2; exit 2; }

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/bin" "$dir/workspace"
ln -s "$KQLINT" "$dir/bin/kqlint"
export PATH=$dir/bin:$PATH HOME=$dir

awk '/^```elisp$/ { inside = 1; next } /^```$/ { inside = 0 } inside' "$here/../../docs/editors.md" >"$dir/init.el"
cd "$dir/workspace"
printf 'AmlComputeJobEvent\n| where TimeGenerated > ago(1d)\n| project ClusterI\n' >query.kql
timeout --kill-after=5 60 emacs --batch -l "$dir/init.el" -l "$here/emacs.el" </dev/null
