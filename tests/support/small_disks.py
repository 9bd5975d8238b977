"""A file system of its own, small enough to be filled."""

import os
import subprocess
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def mounted(size: str) -> Iterator[Path | None]:
    """None where this account may not mount one. `size` as tmpfs takes it: 400m."""
    with tempfile.TemporaryDirectory(prefix="apo-faults-", ignore_cleanup_errors=True) as directory:
        Path(directory).chmod(0o755)
        mount = ["mount", "-t", "tmpfs", "-o", f"size={size},mode=755", "apo-faults", directory]
        if os.geteuid() or subprocess.run(mount, check=False, capture_output=True).returncode:
            yield None
            return
        try:
            yield Path(directory)
        finally:
            subprocess.run(["umount", "--lazy", directory], check=True)


@contextmanager
def filled(disk: Path) -> Iterator[None]:
    ballast = disk / "ballast"
    done = subprocess.run(["dd", "if=/dev/zero", f"of={ballast}", "bs=64k"], check=False, capture_output=True)
    assert b"No space left" in done.stderr
    try:
        yield
    finally:
        ballast.unlink()
