# Sourced by the server scripts of this folder (bash 4.4 or newer). What every script promises:
#   SCRIPT DIR PORT …   runs in the foreground, keeps its files below DIR, binds 127.0.0.1 only,
#   prints KEY=VALUE lines and then READY once the server really answers,
#   stops the server on SIGTERM or SIGINT, or when the process that started the script is gone, and exits 0,
#   exits 69 when the program is not installed, 75 when a port is taken, 1 on any other failure.
set -u
PATH=$PATH:/usr/sbin:/usr/local/sbin
STARTER=$PPID

fail() { echo "$(basename "$0"): $*" >&2; exit 1; }
want() { command -v "$1" >/dev/null 2>&1 || { echo "$1 is not installed ($2)" >&2; exit 69; }; }
answers() { (exec 3<>"/dev/tcp/127.0.0.1/$1") 2>/dev/null; }
want_port() { for port in "$@"; do ! answers "$port" || { echo "port $port is taken" >&2; exit 75; }; done; }
folder() { mkdir -p "$1" && cd "$1" && pwd; }

# greets PORT PREFIX: the first line that the server says begins with PREFIX
greets() { ( exec 4<>"/dev/tcp/127.0.0.1/$1" && read -t 2 -r line <&4 && [[ $line == "$2"* ]] ) 2>/dev/null; }

# until_ready SECONDS PID command…: try ten times a second, give up when PID is gone
until_ready() {
  local tries=$(( $1 * 10 )) pid=$2; shift 2
  while [ "$tries" -gt 0 ]; do
    "$@" && return 0
    kill -0 "$pid" 2>/dev/null || return 1
    sleep 0.1; tries=$((tries - 1))
  done
  return 1
}

certificate() {
  [ -s "$1/cert.pem" ] && return
  want openssl "apt install openssl"
  openssl req -x509 -newkey rsa:2048 -nodes -days 30 -subj /CN=localhost \
    -addext subjectAltName=DNS:localhost,IP:127.0.0.1 -keyout "$1/key.pem" -out "$1/cert.pem" 2>/dev/null || fail "openssl"
}

# keep PID KEY=VALUE…: announce the server and stay until it or its user ends
keep() {
  local pid=$1 stopping=; shift
  trap 'stopping=1; kill -TERM "$pid" 2>/dev/null' TERM INT
  printf '%s\n' "$@" "SERVER_PID=$pid" READY
  while kill -0 "$pid" 2>/dev/null; do
    kill -0 "$STARTER" 2>/dev/null || { stopping=1; kill -TERM "$pid" 2>/dev/null; }
    sleep 0.3 & wait $!
  done
  [ -n "$stopping" ] || fail "the server ended by itself"
  exit 0
}
