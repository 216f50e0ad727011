"""The command that writes the drawn files into a folder."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.drawing.__main__ import main


@pytest.mark.parametrize(("arguments", "status"), [(["--help"], 0), ([], 2), (["--verbose", "folder"], 2)])
def test_no_folder_is_made_of_an_option(
    arguments: list[str], status: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    monkeypatch.chdir(tmp_path)
    with pytest.raises(SystemExit) as stopped:
        main(arguments)
    assert stopped.value.code == status
    assert "usage: python -m tests.drawing" in "".join(capsys.readouterr())
    assert list(tmp_path.iterdir()) == []
