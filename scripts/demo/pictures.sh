#!/bin/sh
# Takes the README's pictures of the demo's page. First: npm run demo. Needs Chromium (or CHROMIUM=/path/to/chrome).
set -eu
cd "$(dirname "$0")/../.."
page="file://$PWD/.demo/index.html"
profile=$(mktemp -d)
trap 'rm -rf "$profile"' EXIT

# name, part of the page, width and height in CSS pixels: heights are what the week's story needs, to be looked at after a change.
picture() {
  "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --user-data-dir="$profile" \
    --hide-scrollbars --force-device-scale-factor=1.25 --window-size="$3,$4" --virtual-time-budget=10000 \
    --screenshot="docs/images/$1.png" "$page#$2"
}

mkdir -p docs/images
picture summary summary-3 960 1255
picture lineage lineage-3 960 1060
picture log log-5 960 1175
