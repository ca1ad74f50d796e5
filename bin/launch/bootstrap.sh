# Sourced by the commands in bin/: finds a Python that can make virtual environments,
# installs one where there is none, and hands over to bin/launch. Wants $root.

usable() {
    command -v "$1" >/dev/null 2>&1 &&
        "$1" -c 'import sys, venv, ensurepip; sys.exit(sys.version_info < (3, 11))' >/dev/null 2>&1
}

find_python() {
    for python in python3 python3.13 python3.12 python3.11; do
        if usable "$python"; then return 0; fi
    done
    return 1
}

as_root() {
    if [ "$(id -u)" = 0 ]; then "$@"; return; fi
    if command -v sudo >/dev/null 2>&1; then sudo "$@"; return; fi
    echo "Neither root nor sudo here. Ask an administrator to run: apt-get install python3 python3-venv" >&2
    return 1
}

install_python() {
    log=$(mktemp "${TMPDIR:-/tmp}/safety-net-python.XXXXXX")
    echo "  … Python (python3, python3-venv by apt)"
    if ! as_root sh "$root/bin/launch/apt-install.sh" python3 python3-venv >"$log" 2>&1; then
        tail -n 15 "$log" >&2
        echo "Step 'Python' failed; its log is $log" >&2
        exit 1
    fi
    rm -f "$log"
    export SAFETY_NET_APT_FRESH=1
}

launch() {
    find_python || install_python
    find_python || { echo "This needs Python 3.11 or later with venv; found none." >&2; exit 1; }
    PYTHONPATH="$root/bin" exec "$python" -P -m launch "$@"
}
