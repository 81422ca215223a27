"""Two to six people edit apart, and hand each other parts of what they hold, twice, late and in any order.

They answer, delete, decide, grant, end, replace, erase and forge under clocks up to 30 years off; files are partial,
relayed, doubled, lost, reversed and without texts; computers are copied; imports are taken back and brought in again.
A run is a tape of bytes (tests/support/region_world), so a failing one is made smaller by Hypothesis, and stays.

Run against the model alone, against stores in memory and against stores on disk. The long run:
`ROCB_SIMULATION=200000 pytest tests/store/test_simulation.py`.
"""

import os
import tempfile
from collections.abc import Callable
from pathlib import Path

from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st
from region_world import Tape, World

_LONG = int(os.environ.get("ROCB_SIMULATION", "0"))  # runs of the model; in memory a tenth, on disk a fiftieth
_TAPES = st.binary(min_size=120, max_size=240)


def _runs(examples: int) -> Callable[[Callable[..., None]], Callable[..., None]]:
    return settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=list(HealthCheck),
        phases=[Phase.explicit, Phase.reuse, Phase.generate, Phase.shrink],
    )


@_runs(max(5000, _LONG))
@given(_TAPES)
def test_model_converges(tape: bytes) -> None:
    World(Tape(tape)).run()


@_runs(max(500, _LONG // 10))
@given(_TAPES)
def test_store_in_memory_agrees_with_the_model(tape: bytes) -> None:
    World(Tape(tape), memory=True).run()


@_runs(max(100, _LONG // 50))
@given(_TAPES)
def test_store_on_disk_agrees_with_the_model(tape: bytes) -> None:
    with tempfile.TemporaryDirectory(prefix="rocb-simulation-") as folder:
        World(Tape(tape), folder=Path(folder)).run()
