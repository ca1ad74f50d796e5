#!/bin/sh
# Installs Debian packages as root without letting any of them start a service of its own:
# no "main" database cluster on port 5432, no Redis on port 6379. Usage: apt-install.sh PACKAGE...
set -eu
export DEBIAN_FRONTEND=noninteractive
policy=/usr/sbin/policy-rc.d
cluster=/etc/postgresql-common/createcluster.d/safety-net.conf

restore() {
    rm -f "$policy" "$cluster"
    if [ -e "$policy.safety-net-saved" ]; then mv "$policy.safety-net-saved" "$policy"; fi
}
trap restore EXIT
trap 'exit 1' HUP INT TERM

if [ -e "$policy" ]; then mv "$policy" "$policy.safety-net-saved"; fi
printf '#!/bin/sh\nexit 101\n' >"$policy"
chmod 755 "$policy"
mkdir -p "$(dirname "$cluster")"
echo "create_main_cluster = false" >"$cluster"

had_redis=$(command -v redis-server || true)
apt="apt-get -q -y -o DPkg::Lock::Timeout=300 -o Acquire::Retries=3"
if [ -z "${SAFETY_NET_APT_FRESH:-}" ]; then $apt update; fi
$apt install --no-install-recommends "$@"

# The package switches its service on for the next boot; we run our own Redis on a private socket.
if [ -z "$had_redis" ] && command -v redis-server >/dev/null && command -v update-rc.d >/dev/null; then
    update-rc.d redis-server disable || true
fi
