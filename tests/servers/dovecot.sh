#!/usr/bin/env bash
# dovecot.sh DIR PORT USER:PASSWORD…   Dovecot 2.3 with Maildir below DIR/mail/USER
#   PORT IMAP with STARTTLS, PORT+1 IMAPS, PORT+2 LMTP (where installed), PORT+3 SASL for Postfix.
# A file DIR/users/USER with a passwd line is a new user at once (one file for all is read again only when its
# date has changed by a second). Runs as root (drops to "mail") and as an ordinary user.
. "$(dirname "$0")/supervise.sh"
[ $# -ge 3 ] || fail "usage: dovecot.sh DIR PORT USER:PASSWORD…"
want dovecot "apt install dovecot-imapd dovecot-lmtpd"
DIR=$(folder "$1"); PORT=$2; shift 2
[ ${#DIR} -le 70 ] || fail "DIR is too long for Dovecot's sockets below it"
want_port "$PORT" $((PORT + 1)) $((PORT + 2)) $((PORT + 3))
certificate "$DIR"
mkdir -p "$DIR/run" "$DIR/mail" "$DIR/users"
for user in "$@"; do printf '%s:{PLAIN}%s::::::\n' "${user%%:*}" "${user#*:}" > "$DIR/users/${user%%:*}"; done
if [ "$(id -u)" = 0 ]; then
  OWNER=mail; GROUP=mail; INTERNAL=dovecot; INTERNAL_GROUP=dovecot; LOGIN=dovenull; UNROOTED=
  chown mail:mail "$DIR/mail"; chmod 755 "$DIR" "$DIR/users"
else
  OWNER=$(id -un); GROUP=$(id -gn); INTERNAL=$OWNER; INTERNAL_GROUP=$GROUP; LOGIN=$OWNER
  UNROOTED=$(printf 'service %s {\n  chroot =\n}\n' imap-login anvil stats)
fi
PROTOCOLS=imap; LMTP_PORT=; LMTP_SERVICE=
if [ -e /usr/lib/dovecot/lmtp ]; then
  PROTOCOLS="imap lmtp"; LMTP_PORT=$((PORT + 2))
  LMTP_SERVICE="service lmtp {
  inet_listener lmtp {
    address = 127.0.0.1
    port = $LMTP_PORT
  }
}"
fi
cat > "$DIR/dovecot.conf" <<C
base_dir = $DIR/run
state_dir = $DIR/run
instance_name = shouli-$PORT
log_path = $DIR/dovecot.log
listen = 127.0.0.1
protocols = $PROTOCOLS
default_internal_user = $INTERNAL
default_internal_group = $INTERNAL_GROUP
default_login_user = $LOGIN
$UNROOTED
mail_location = maildir:$DIR/mail/%u/Maildir
mail_uid = $OWNER
mail_gid = $GROUP
first_valid_uid = 1
first_valid_gid = 1
disable_plaintext_auth = no
auth_mechanisms = plain login
ssl = yes
ssl_cert = <$DIR/cert.pem
ssl_key = <$DIR/key.pem
imap_id_log = *
imap_id_send = name *
mail_max_userip_connections = 200
auth_failure_delay = 0
passdb {
  driver = passwd-file
  args = username_format=%u $DIR/users/%u
}
userdb {
  driver = static
  args = uid=$OWNER gid=$GROUP home=$DIR/mail/%u
}
namespace inbox {
  inbox = yes
  mailbox Sent {
    auto = create
  }
}
service imap-login {
  inet_listener imap {
    port = $PORT
  }
  inet_listener imaps {
    port = $((PORT + 1))
    ssl = yes
  }
}
service anvil {
  unix_listener anvil-auth-penalty {
    mode = 0
  }
}
service auth {
  inet_listener {
    address = 127.0.0.1
    port = $((PORT + 3))
  }
}
$LMTP_SERVICE
C
dovecot -F -c "$DIR/dovecot.conf" >"$DIR/dovecot.out" 2>&1 &
SERVER=$!
until_ready 10 "$SERVER" greets "$PORT" '* OK' \
  || { cat "$DIR/dovecot.out" "$DIR/dovecot.log" >&2 2>/dev/null; kill "$SERVER" 2>/dev/null; fail "no IMAP greeting"; }
keep "$SERVER" "IMAP_PORT=$PORT" "IMAPS_PORT=$((PORT + 1))" "LMTP_PORT=$LMTP_PORT" "SASL_PORT=$((PORT + 3))" \
  "DOVECOT_CONF=$DIR/dovecot.conf" "DOVECOT_LOG=$DIR/dovecot.log" "DOVECOT_USERS=$DIR/users" "MAIL_ROOT=$DIR/mail" "TLS_CA=$DIR/cert.pem"
