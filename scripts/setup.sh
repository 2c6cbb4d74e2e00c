#!/bin/sh
# Makes both environments from the locked requirements, and nothing when they are already right.
set -eu
cd "$(dirname "$0")/.."

say() { printf '%s\n' "$*" >&2; }

stamp() { cat requirements/bootstrap.txt "$@" | cksum | tr -d '\n'; }

wants() { # wants <python> <minor versions…>: whether this interpreter runs and is one of them
  python=$1
  shift
  have=$("$python" -c 'import sys; print(".".join(map(str, sys.version_info[:2])))' 2>/dev/null) || return 1
  for version in "$@"; do [ "$have" = "$version" ] && return 0; done
  return 1
}

room() { # room <megabytes> <what for>
  free=$(df -Pm . | awk 'NR==2 {print $4}')
  [ "$free" -ge "$1" ] || {
    say "The disk has ${free} MB left and $2 needs about $1 MB: free some space and run it again."
    exit 1
  }
}

install() { # install <environment> <requirements…>
  where=$1
  shift
  files=""
  for file in "$@"; do files="$files -r $file"; done
  # shellcheck disable=SC2086
  .venv/bin/uv pip sync --quiet --require-hashes --python "$where/bin/python" "$@" || {
    say "Installing into $where failed; the lines above say why. Is there a network? Run it again when there is."
    exit 1
  }
}

app_stamp=$(stamp requirements/app.txt requirements/dev.txt)
if [ "$(cat .venv/.stamp 2>/dev/null || true)" != "$app_stamp" ]; then
  app_python=""
  wants .venv/bin/python 3.11 3.12 3.13 && app_python=.venv/bin/python
  [ -n "$app_python" ] || for candidate in python3.11 python3.12 python3.13 python3 python; do
    if wants "$candidate" 3.11 3.12 3.13; then app_python=$candidate && break; fi
  done
  [ -n "$app_python" ] || {
    say "Python 3.11, 3.12 or 3.13 is needed and none of python3.11, python3.12, python3.13, python3 is one: install it and run this again."
    exit 1
  }
  room 2500 "installing the shop's environment"
  say "[1/2] Installing the shop's environment (.venv) …"
  [ "$app_python" = .venv/bin/python ] || "$app_python" -m venv --clear .venv
  .venv/bin/python -m pip install --quiet --disable-pip-version-check --require-hashes -r requirements/bootstrap.txt
  install .venv requirements/app.txt requirements/dev.txt requirements/bootstrap.txt
  printf '%s' "$app_stamp" > .venv/.stamp
fi

rasa_stamp=$(stamp requirements/rasa.txt)
if [ "$(cat .venv-rasa/.stamp 2>/dev/null || true)" != "$rasa_stamp" ]; then
  rasa_python=""
  if wants python3.10 3.10; then
    rasa_python=python3.10
  elif command -v pyenv >/dev/null 2>&1 && prefix=$(pyenv prefix 3.10 2>/dev/null) && wants "$prefix/bin/python" 3.10; then
    rasa_python=$prefix/bin/python
  elif .venv/bin/uv python install --quiet 3.10 >/dev/null 2>&1; then
    rasa_python=$(.venv/bin/uv python find 3.10)
  fi
  [ -n "$rasa_python" ] || {
    say "Rasa needs Python 3.10, and neither python3.10, pyenv nor uv could give one: install Python 3.10 and run this again."
    exit 1
  }
  room 5000 "installing Rasa's environment"
  say "[2/2] Installing Rasa's environment (.venv-rasa), about a minute …"
  wants .venv-rasa/bin/python 3.10 || .venv/bin/uv venv --quiet --clear --python "$rasa_python" .venv-rasa
  install .venv-rasa requirements/rasa.txt
  printf '%s' "$rasa_stamp" > .venv-rasa/.stamp
fi
