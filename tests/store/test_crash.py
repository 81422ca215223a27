"""Killed at any moment, or out of disk: what was reported as saved is there, and the store is whole."""

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest

HARNESS = Path(__file__).resolve().parent.parent / "support" / "crash_harness.py"
KILLS = int(os.environ.get("ROCB_CRASHES", "200"))


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no fork")
def test_nothing_that_was_saved_is_lost_and_nothing_is_half_done(tmp_path: Path) -> None:
    """The long run: `ROCB_CRASHES=1000 pytest tests/store/test_crash.py`."""
    result = subprocess.run(
        [sys.executable, str(HARNESS), str(tmp_path), str(KILLS)],
        capture_output=True,
        text=True,
        env={**os.environ, "PYTHONPATH": str(HARNESS.parent.parent.parent)},
    )
    assert result.returncode == 0, result.stderr
    seen = json.loads(result.stdout)
    print(seen)
    assert seen["saves"] > KILLS // 4  # it was killed while it worked, not before it began
    assert min(seen["imports"].values()) > 0
    assert min(seen["limits"].values()) > 0
