"""What a process that reads hands over for a page: its part in the census, and beside it its reading.

The first pass takes in the part alone; nobody unpacks a reading before the names of the corpus are known.
"""

from typing import NamedTuple

from kg.corpus import Census
from kg.corpus.packing import pack_census, unpack_census
from kg.model import Reading
from kg.reading.packing import DamagedError, join_packed, pack_reading, split_packed


class Packed(NamedTuple):
    """A page as it goes to the first pass and to the spool."""

    part: bytes  # its census
    reading: bytes

    @property
    def census(self) -> Census:
        """The part of the page in the census."""
        return unpack_census(self.part)


def pack_page(reading: Reading) -> bytes:
    """Return all that later passes need of a page as bytes."""
    part = Census()
    part.add(reading)
    return join_packed(pack_census(part), pack_reading(reading))


def unpack_page(content: bytes) -> Packed:
    """Return the two that `pack_page` made one of; DamagedError where they are not whole."""
    return Packed(*split_packed(content, 2))


def is_whole(content: bytes) -> bool:
    """Tell whether bytes are those of a page as far as their lengths tell."""
    try:
        unpack_page(content)
    except DamagedError:
        return False
    return True
