"""`make bench` as a whole: what runs, in what order, and what a crash does."""

from pathlib import Path

import pytest

import benchmarks
from benchmarks import __main__ as bench


class Told:
    """Runs nothing: gives back what it was told to, and remembers what it was asked for."""

    def __init__(self, **codes: int) -> None:
        self.codes = codes
        self.asked: list[list[str]] = []

    def __call__(self, one: bench.Bench, command: list[str], log: Path) -> tuple[int, str]:
        self.asked.append(command)
        log.write_text("the vase fell over\n", encoding="utf-8")
        return self.codes.get(one.name, 0), f"{one.name}: 12 ms\n"


@pytest.fixture(autouse=True)
def _logs_aside(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(bench, "LOGS", tmp_path)


class TestRunAll:
    def test_a_crash_does_not_keep_the_others_from_running(self) -> None:
        results = bench.run_all(bench.BENCHES, full=False, runner=Told(catalogue=1))

        assert [result.bench.name for result in results if result.crashed] == ["catalogue"]
        assert len(results) == len(bench.BENCHES)

    def test_the_report_has_every_table_and_a_crashs_last_words(self) -> None:
        told = bench.report(bench.run_all(bench.BENCHES, full=False, runner=Told(nlu=2)))

        assert all(f"{one.name}: 12 ms" in told for one in bench.BENCHES)
        assert told.count("the vase fell over") == 1

    def test_a_missed_target_is_no_crash(self) -> None:
        results = bench.run_all(bench.chosen(["painter"]), full=False, runner=Told(painter=1))

        assert not results[0].crashed

    def test_full_asks_for_more_than_quick(self) -> None:
        quick, full = Told(), Told()

        bench.run_all(bench.chosen(["hwu", "town"]), full=False, runner=quick)
        bench.run_all(bench.chosen(["hwu", "town"]), full=True, runner=full)

        assert [command[3:] for command in quick.asked] == [[], ["--quick"]]
        assert [command[3:] for command in full.asked] == [["--full"], []]

    def test_what_a_process_prints_and_complains_of_are_kept_apart(self, tmp_path: Path) -> None:
        program = "import sys; print('roses'); print('thorns', file=sys.stderr); sys.exit(3)"
        command = [str(bench.OURS), "-c", program]

        code, printed = bench.run(bench.BENCHES[0], command, tmp_path / "x.log")

        assert (code, printed) == (3, "roses\n")
        assert (tmp_path / "x.log").read_text() == "thorns\n"


class TestChosen:
    def test_names_pick_in_the_usual_order(self) -> None:
        assert [one.name for one in bench.chosen(["town", "painter"])] == ["painter", "town"]


@pytest.mark.parametrize("one", bench.BENCHES, ids=lambda one: one.name)
def test_every_bench_is_a_module_of_the_folder(one: bench.Bench) -> None:
    assert (Path(benchmarks.__path__[0]) / f"{one.name}.py").is_file()
