"""What FFmpeg reads from: bytes at an offset, and nothing else, not even a name to guess a format by."""

from __future__ import annotations

import io
import os
from typing import BinaryIO


class StreamReader:
    """A seekable binary file, stripped of everything but its bytes."""

    def __init__(self, stream: BinaryIO) -> None:
        self.read, self.seek, self.tell = stream.read, stream.seek, stream.tell


class DescriptorReader:
    """A regular file by its descriptor, read at explicit offsets: others may be reading it too.

    Its size is asked with lseek, not fstat, which the sandbox refuses with all else that can name a path.
    """

    def __init__(self, descriptor: int) -> None:
        self._descriptor = descriptor
        self._size = os.lseek(descriptor, 0, os.SEEK_END)
        self._at = 0

    def read(self, size: int) -> bytes:
        """The next bytes; none at the end."""
        taken = os.pread(self._descriptor, size, self._at)
        self._at += len(taken)
        return taken

    def seek(self, offset: int, whence: int = io.SEEK_SET) -> int:
        """Moves and says where to. Raises ValueError for a place before the start."""
        start = (0, self._at, self._size)[whence]
        if start + offset < 0:
            raise ValueError(f"offset {start + offset} lies before the start of the file")
        self._at = start + offset
        return self._at

    def tell(self) -> int:
        """Where the next byte is read from."""
        return self._at
