#!/usr/bin/env bash
# postfix.sh DIR PORT LMTP_PORT [SASL_PORT]   Postfix with a queue of its own below DIR (needs root: Postfix's rule)
# Mail for ss.test and corp.test goes to LMTP_PORT; every other domain, and every unknown user, comes back as a real bounce.
# With SASL_PORT the users of dovecot.sh log in; STARTTLS with a certificate made here.
. "$(dirname "$0")/supervise.sh"
[ $# -ge 3 ] || fail "usage: postfix.sh DIR PORT LMTP_PORT [SASL_PORT]"
want postfix "apt install postfix"
[ "$(id -u)" = 0 ] || { echo "Postfix starts only as root" >&2; exit 69; }
DIR=$(folder "$1"); PORT=$2; LMTP=$3; SASL=${4:-}
want_port "$PORT"
certificate "$DIR"
mkdir -p "$DIR/etc" "$DIR/queue" "$DIR/data"
chown postfix "$DIR/data"; chmod 755 "$DIR" "$DIR/etc" "$DIR/queue"
cat > "$DIR/etc/main.cf" <<C
compatibility_level = 3.6
queue_directory = $DIR/queue
data_directory = $DIR/data
daemon_directory = /usr/lib/postfix/sbin
command_directory = /usr/sbin
meta_directory = /etc/postfix
mail_owner = postfix
setgid_group = postdrop
maillog_file = $DIR/postfix.log
maillog_file_prefixes = $DIR
inet_interfaces = 127.0.0.1
inet_protocols = ipv4
myhostname = mx.test
myorigin = ss.test
mydestination =
local_recipient_maps =
alias_maps =
alias_database =
mynetworks = 127.0.0.0/8
virtual_mailbox_domains = ss.test, corp.test
virtual_transport = lmtp:inet:127.0.0.1:$LMTP
default_transport = error:5.1.2 only test domains here
relayhost =
smtputf8_enable = yes
message_size_limit = 90000000
mailbox_size_limit = 0
virtual_mailbox_limit = 0
smtpd_relay_restrictions = permit_mynetworks, permit_sasl_authenticated, reject
smtpd_tls_cert_file = $DIR/cert.pem
smtpd_tls_key_file = $DIR/key.pem
smtpd_tls_security_level = may
$( [ -z "$SASL" ] || printf 'smtpd_sasl_auth_enable = yes\nsmtpd_sasl_type = dovecot\nsmtpd_sasl_path = inet:127.0.0.1:%s\n' "$SASL" )
C
{ echo "127.0.0.1:$PORT inet n - n - - smtpd"
  while read -r service kind private wakeup limit command; do
    echo "$service $kind $private - n $wakeup $limit $command"
  done <<'C'
pickup unix n 60 1 pickup
cleanup unix n - 0 cleanup
qmgr unix n 300 1 qmgr
tlsmgr unix - 1000? 1 tlsmgr
rewrite unix - - - trivial-rewrite
bounce unix - - 0 bounce
defer unix - - 0 bounce
trace unix - - 0 bounce
verify unix - - 1 verify
flush unix n 1000? 0 flush
proxymap unix - - - proxymap
smtp unix - - - smtp
showq unix n - - showq
error unix - - - error
retry unix - - - error
discard unix - - - discard
lmtp unix - - - lmtp
anvil unix - - 1 anvil
scache unix - - 1 scache
postlog unix-dgram n - 1 postlogd
C
} > "$DIR/etc/master.cf"
: > "$DIR/etc/dynamicmaps.cf"
postfix -c "$DIR/etc" start-fg >"$DIR/postfix.out" 2>&1 &
SHELL_AROUND=$!
until_ready 15 "$SHELL_AROUND" greets "$PORT" 220 \
  || { cat "$DIR/postfix.out" "$DIR/postfix.log" >&2 2>/dev/null; postfix -c "$DIR/etc" stop >/dev/null 2>&1; fail "no SMTP greeting"; }
# start-fg leaves a shell around "master", which does not pass signals on: stop master itself
keep "$(tr -d ' \n' < "$DIR/queue/pid/master.pid")" "SMTP_PORT=$PORT" "POSTFIX_CONF=$DIR/etc" "POSTFIX_LOG=$DIR/postfix.log"
