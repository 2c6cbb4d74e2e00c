"""Processor time of the running system's parts, from /proc: what a busy machine cannot falsify."""

import os
from collections.abc import Mapping
from pathlib import Path

_PROC = Path("/proc")


def parts_of(launcher: int) -> dict[str, int]:
    """The processes that the launcher started: the module's name of each, and its id."""
    found = {}
    for folder in _PROC.iterdir():
        if not folder.name.isdigit():
            continue
        try:
            parent = int((folder / "stat").read_text().rpartition(")")[2].split()[1])
            words = (folder / "cmdline").read_bytes().decode(errors="replace").split("\0")
        except OSError:
            continue  # it has just ended
        if parent == launcher and "-m" in words:
            found[words[words.index("-m") + 1].partition(".")[0].removesuffix("_addons")] = int(folder.name)
    return found


def spent(process: int) -> float:
    """Milliseconds of processor time that the process has used, in user and kernel."""
    fields = (_PROC / str(process) / "stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK") * 1000


def spent_by(parts: Mapping[str, int]) -> dict[str, float]:
    """Milliseconds of processor time so far, by part."""
    return {name: spent(process) for name, process in parts.items()}


def each(before: Mapping[str, float], after: Mapping[str, float], turns: int) -> str:
    """One line: processor time of a turn, by part and together. Raises ``ValueError`` for no turns."""
    if turns < 1:
        raise ValueError("no turn was taken")
    costs = {name: (after[name] - before[name]) / turns for name in sorted(before)}
    shares = ", ".join(f"{name} {cost:.1f}" for name, cost in costs.items())
    return f"Processor time of a turn: {sum(costs.values()):.1f} ms ({shares})"
