#!/usr/bin/env bash
# Builds everything and runs all tests. The last line is "N passed, N failed" from the runner's own counts.
#
#   ./tests/run.sh                 all tests
#   ./tests/run.sh ARGUMENTS       passes arguments to the test program, such as -namespace "Yunhepan.FeedBot.Tests.Articles"
#
# Needs the .NET SDK. The browser tests need Debian's chromium with a Chinese font, the store's tests
# PostgreSQL's server binaries: missing ones are installed if possible, otherwise listed.
set -euo pipefail
cd "$(dirname "$0")/.."

missing=()
command -v chromium >/dev/null || missing+=(chromium)
fc-list 2>/dev/null | grep -qiE 'cjk|wqy' || missing+=(fonts-noto-cjk)
compgen -G '/usr/lib/postgresql/*/bin/postgres' >/dev/null || command -v postgres >/dev/null || missing+=(postgresql)
# Two common feed readers, the library behind the Apprise API, and a mail server; their tests are skipped, visibly, if they are unavailable.
wanted=()
command -v newsboat >/dev/null || wanted+=(newsboat)
/usr/bin/python3 -c 'import feedparser' 2>/dev/null || wanted+=(python3-feedparser)
/usr/bin/python3 -c 'import apprise' 2>/dev/null || wanted+=(apprise)
/usr/bin/python3 -c 'import aiosmtpd' 2>/dev/null || wanted+=(python3-aiosmtpd)

sudo=()
if [[ $(id -u) != 0 ]]; then sudo=(sudo -n); fi
can_install() { command -v apt-get >/dev/null && "${sudo[@]}" true 2>/dev/null; }
install() { "${sudo[@]}" env DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null; }

if ((${#missing[@]} + ${#wanted[@]})) && can_install; then
  echo "Installing ${missing[*]} ${wanted[*]} ..."
  "${sudo[@]}" apt-get update -qq
  # Only the server's binaries are needed: no cluster of the system is created or started.
  if ((${#missing[@]})); then install "${missing[@]}"; fi
  if ((${#wanted[@]})); then install "${wanted[@]}" || echo "Not to be had: ${wanted[*]}" >&2; fi
elif ((${#missing[@]})); then
  echo "Please install these Debian packages first: ${missing[*]}" >&2
  exit 2
fi

export DOTNET_CLI_TELEMETRY_OPTOUT=1 DOTNET_NOLOGO=1
dotnet restore --locked-mode
dotnet build --no-restore -warnaserror --configuration Release

log=$(mktemp)
trap 'rm -f "$log"' EXIT
status=0
dotnet run --project tests/Yunhepan.FeedBot.Tests --no-build --configuration Release -- -noColor "$@" 2>&1 | tee "$log" || status=$?

# Yunhepan.FeedBot.Tests  Total: 71, Errors: 0, Failed: 1, Skipped: 0, Not Run: 0, Time: 0.811s
summary=$(grep -E 'Total: [0-9]+, Errors: [0-9]+, Failed: [0-9]+, Skipped: [0-9]+' "$log" | tail -n 1 || true)
if [[ ! $summary =~ Total:\ ([0-9]+),\ Errors:\ ([0-9]+),\ Failed:\ ([0-9]+),\ Skipped:\ ([0-9]+),\ Not\ Run:\ ([0-9]+) ]]; then
  echo "The test program ended without a summary (exit code $status)." >&2
  exit 1
fi
total=${BASH_REMATCH[1]} failed=$((BASH_REMATCH[2] + BASH_REMATCH[3])) skipped=${BASH_REMATCH[4]} unrun=${BASH_REMATCH[5]}
line="$((total - failed - skipped - unrun)) passed, $failed failed"
if ((skipped)); then line+=", $skipped skipped"; fi
echo "$line"
if ((failed)); then exit 1; fi
exit "$status"
