"""Compound files as Outlook writes them, synthesised: no real mail is in the repository. MS-CFB 3, MS-OXMSG.

Nothing of Outlook's was copied: the layout is the published one, every value is invented.
"""

import struct
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Union

SECTOR, SMALL, CUTOFF = 512, 64, 4096
FREE, END, FAT_SECTOR, NONE = 0xFFFFFFFF, 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
Tree = Mapping[str, Union[bytes, "Tree"]]


def compound(tree: Tree) -> bytes:
    """A compound file with these storages and streams."""
    entries: list[list[object]] = [["Root Entry", 5, NONE, NONE, b""]]
    _list(tree, 0, entries)
    small = b""
    sectors: list[bytes] = []
    chains: list[int] = []
    small_chains: list[int] = []
    places: dict[int, tuple[int, int]] = {}
    for number, (_name, kind, _right, _child, data) in enumerate(entries):
        assert isinstance(data, bytes)
        if kind != 2:
            continue
        if len(data) < CUTOFF:
            places[number] = (_chain(data, SMALL, small_chains) if data else END, len(data))
            small += _padded(data, SMALL)
        else:
            places[number] = (_chain(data, SECTOR, chains), len(data))
            sectors += _cut(data)
    places[0] = (_chain(small, SECTOR, chains) if small else END, len(small))
    sectors += _cut(small)
    table = struct.pack(f"<{len(small_chains)}I", *small_chains)
    first_small = _chain(table, SECTOR, chains) if small_chains else END
    sectors += _cut(table, b"\xff")
    directory = b"".join(_entry(item, places.get(number, (0, 0))) for number, item in enumerate(entries))
    first_directory = _chain(directory, SECTOR, chains)
    sectors += _cut(directory)
    fats = 1
    while (len(chains) + fats) * 4 > fats * SECTOR:
        fats += 1
    first_fat = len(sectors)
    fat = struct.pack(f"<{len(chains) + fats}I", *chains, *[FAT_SECTOR] * fats)
    sectors += _cut(fat, b"\xff")
    head = struct.pack(
        "<8s16sHHHHH6sIIIIIIIII",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", bytes(16), 0x3E, 3, 0xFFFE, 9, 6, bytes(6), 0, fats, first_directory, 0,
        CUTOFF, first_small, len(_cut(table)), END, 0,
    )  # fmt: skip
    listed = [first_fat + number for number in range(fats)]
    return head + struct.pack("<109I", *listed, *[FREE] * (109 - fats)) + b"".join(sectors)


def msg(
    texts: Mapping[str, str],
    *,
    sent: datetime | None = None,
    page: int = 0,
    attached: Mapping[str, bytes | Tree] | None = None,
    inner: bool = False,
) -> Tree:
    """A message: texts by tag, as wide ones; where a code page is given, narrow ones in its letters."""
    numbers = struct.pack("<IIQ", 0x00390040, 6, ticks(sent)) if sent else b""
    numbers += struct.pack("<IIQ", 0x3FFD0003, 6, page) if page else b""
    tree: dict[str, bytes | Tree] = {"__properties_version1.0": bytes(24 if inner else 32) + numbers}
    for tag, text in texts.items():
        kind, data = ("001E", text.encode(f"cp{page}")) if page else ("001F", text.encode("utf-16-le"))
        tree[f"__substg1.0_{tag}{kind}"] = data
    for number, (name, content) in enumerate((attached or {}).items()):
        held: dict[str, bytes | Tree] = {
            "__properties_version1.0": bytes(8),
            "__substg1.0_3707001F": name.encode("utf-16-le"),
        }
        held["__substg1.0_37010102" if isinstance(content, bytes) else "__substg1.0_3701000D"] = content
        tree[f"__attach_version1.0_#{number:08X}"] = held
    return tree


def ticks(when: datetime) -> int:
    """Tenths of microseconds since 1601."""
    return int((when - datetime(1601, 1, 1, tzinfo=UTC)).total_seconds()) * 10_000_000


def _list(tree: Tree, parent: int, entries: list[list[object]]) -> None:
    """Each storage's members follow one another to the right: readers ask for no better balance."""
    last = 0
    for name, content in tree.items():
        is_stream = isinstance(content, bytes)
        entries.append([name, 2 if is_stream else 1, NONE, NONE, content if is_stream else b""])
        number = len(entries) - 1
        entries[last or parent][2 if last else 3] = number
        last = number
        if not isinstance(content, bytes):
            _list(content, number, entries)


def _entry(item: list[object], place: tuple[int, int]) -> bytes:
    name, kind, right, child, _data = item
    wide = str(name).encode("utf-16-le")
    return struct.pack(
        "<64sHBBIII16sIQQIQ",
        wide, len(wide) + 2, kind, 1, NONE, right, child, bytes(16), 0, 0, 0, place[0], place[1],
    )  # fmt: skip


def _chain(data: bytes, size: int, table: list[int]) -> int:
    first, count = len(table), -(-len(data) // size)
    table += [*range(first + 1, first + count), END]
    return first


def _padded(data: bytes, size: int, fill: bytes = b"\0") -> bytes:
    return data + fill * (-len(data) % size)


def _cut(data: bytes, fill: bytes = b"\0") -> list[bytes]:
    whole = _padded(data, SECTOR, fill)
    return [whole[at : at + SECTOR] for at in range(0, len(whole), SECTOR)]
