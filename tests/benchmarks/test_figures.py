"""Centiles and the table."""

import pytest

from benchmarks.figures import Latency, Row, centile, table

EMPTY_CALL = Latency(p50=2.0, p95=4.0, count=10)


class TestCentile:
    @pytest.mark.parametrize(
        ("share", "value"),
        [
            pytest.param(0.5, 50.0, id="half of a hundred are not above fifty"),
            pytest.param(0.95, 95.0, id="ninety-five of a hundred are not above ninety-five"),
        ],
    )
    def test_is_a_value_that_was_measured(self, share: float, value: float) -> None:
        assert centile([float(number) for number in range(100, 0, -1)], share) == value

    def test_of_a_single_value_is_that_value(self) -> None:
        assert centile([7.0], 0.95) == 7.0

    def test_a_slow_one_in_ten_is_seen(self) -> None:
        assert centile([1.0] * 9 + [500.0], 0.95) == 500.0


class TestLatency:
    def test_refuses_to_speak_of_nothing(self) -> None:
        with pytest.raises(ValueError, match="nothing was measured"):
            Latency.of([])


class TestTable:
    def test_shows_every_row_as_ratio_to_the_empty_call(self) -> None:
        line = table("Roses", [Row("a rose", Latency(20.0, 60.0, 3))], EMPTY_CALL).splitlines()[2]

        assert line.split() == ["a", "rose", "3", "20.0", "60.0", "10.0", "15.0"]

    def test_ends_with_the_empty_call_itself(self) -> None:
        last = table("Roses", [], EMPTY_CALL).splitlines()[-1]

        assert last.split() == ["an", "empty", "call", "10", "2.0", "4.0", "1.0", "1.0"]

    @pytest.mark.parametrize(
        ("p95", "verdict"),
        [
            pytest.param(299.9, "met", id="just below the target"),
            pytest.param(300.0, "MISSED", id="at the target"),
        ],
    )
    def test_tells_whether_the_target_is_met(self, p95: float, verdict: str) -> None:
        shown = table("Roses", [Row("8 chats", Latency(100.0, p95, 9), most=300)], EMPTY_CALL)

        assert f"p95 < 300 ms: {verdict}" in shown
