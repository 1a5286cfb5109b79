"""Nine attacks on a ledger by somebody who has everything: home, database, and the real signing key.

    TMPDIR=/dev/shm python -m eval.attacks --trials 60 --out eval/attacks.md

Each trial attacks a real home (registers, 288 recordings, all sealed) at a place drawn from its seed, then
lets `dauys verify` look for it twice: with one checkpoint that somebody outside has kept, and without. Half
of the trials change the ledger's files, or write it anew and sign it, or let the outbox follow (*in part*).
The other half tell another history, with the program itself and the real key, so that every part of the home
agrees with every other (*throughout*).
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from dauys.domain.ledger import canonical, entry_of
from dauys.workflows.home import CampaignHome
from eval.attacks_home import (
    ACTS,
    STORY,
    Sound,
    Stage,
    carry_out,
    entries_of,
    follow,
    overwrite,
    rewrite,
    sounds,
)

TRIALS = 60
Entries = list[bytes]
Story = list[Sound]


@dataclass(frozen=True, slots=True)
class Attack:
    """entries: what an attack in part makes of the ledger's entries; story: what one throughout makes of the
    acts. Both are given the seed's chance, and where at the latest they may begin: what somebody outside has
    seen."""

    name: str
    entries: Callable[[Entries, random.Random, int], Entries]
    story: Callable[[Story, random.Random, int], Story]


@dataclass(frozen=True, slots=True)
class Trial:
    """What came of one: was it found with a checkpoint from outside, and without; throughout: see above."""

    throughout: bool
    found: bool
    found_alone: bool


def _edit(entries: Entries, chance: random.Random, seen: int) -> Entries:
    at = chance.randrange(seen)
    old = entry_of(entries[at])
    moved = replace(old, at_ms=old.at_ms + chance.choice([-1, 1]) * chance.randint(1, 10**7))
    return [*entries[:at], moved.content(), *entries[at + 1 :]]


def _delete(entries: Entries, chance: random.Random, seen: int) -> Entries:
    at = chance.randrange(seen)
    return entries[:at] + entries[at + 1 :]


def _insert(entries: Entries, chance: random.Random, seen: int) -> Entries:
    at = chance.randrange(seen)
    last = max(entry_of(content).id for content in entries)
    forged = replace(
        entry_of(chance.choice(entries)), id=last + 1, body=canonical({"forged": chance.random()})
    )
    return [*entries[:at], forged.content(), *entries[at:]]


def _swap(entries: Entries, chance: random.Random, seen: int) -> Entries:
    one, other = chance.sample(range(seen), 2)
    swapped = list(entries)
    swapped[one], swapped[other] = entries[other], entries[one]
    return swapped


def _reorder(entries: Entries, chance: random.Random, seen: int) -> Entries:
    start = chance.randrange(seen - 3)
    end = chance.randint(start + 3, seen)
    return [*entries[:start], *_shuffled(entries[start:end], chance), *entries[end:]]


def _truncate(entries: Entries, chance: random.Random, seen: int) -> Entries:
    return entries[: chance.randrange(1, seen)]


def _resign(entries: Entries, chance: random.Random, seen: int) -> Entries:
    """Several entries changed in one go; the ledger is as long as before."""
    for _ in range(chance.randint(2, 9)):
        entries = _edit(entries, chance, seen)
    return entries


def _fork(entries: Entries, chance: random.Random, seen: int) -> Entries:
    at = chance.randrange(seen)
    return entries[:at] + [
        replace(entry_of(each), body=canonical({"other": n})).content() for n, each in enumerate(entries[at:])
    ]


def _other(sound: Sound, chance: random.Random) -> Sound:
    return Sound(sound.minute, chance.randbytes(64))


def _story_edit(story: Story, chance: random.Random, seen: int) -> Story:
    at = chance.randrange(seen)
    return [*story[:at], _other(story[at], chance), *story[at + 1 :]]


def _story_delete(story: Story, chance: random.Random, seen: int) -> Story:
    at = chance.randrange(seen)
    return story[:at] + story[at + 1 :] + sounds(chance.randrange(10**6), 1000, 2)


def _story_insert(story: Story, chance: random.Random, seen: int) -> Story:
    at = chance.randrange(seen)
    return story[:at] + sounds(chance.randrange(10**6), 1000, 1) + story[at:]


def _story_swap(story: Story, chance: random.Random, seen: int) -> Story:
    one, other = chance.sample(range(seen), 2)
    swapped = list(story)
    swapped[one], swapped[other] = story[other], story[one]
    return swapped


def _story_reorder(story: Story, chance: random.Random, seen: int) -> Story:
    return [*_shuffled(story[:seen], chance), *story[seen:]]


def _story_truncate(story: Story, chance: random.Random, seen: int) -> Story:
    return story[: chance.randrange(seen)]


def _story_again(story: Story, _chance: random.Random, _seen: int) -> Story:
    """The same story told once more: other salts, other commitments, all signed with the real key."""
    return story


def _story_fork(story: Story, chance: random.Random, seen: int) -> Story:
    at = chance.randrange(seen)
    return story[:at] + [_other(each, chance) for each in story[at:]]


def _shuffled(items: list, chance: random.Random) -> list:  # type: ignore[type-arg]
    mixed = list(items)
    while mixed == items:
        chance.shuffle(mixed)
    return mixed


ATTACKS = (
    Attack("edit", _edit, _story_edit),
    Attack("delete", _delete, _story_delete),
    Attack("insert", _insert, _story_insert),
    Attack("swap", _swap, _story_swap),
    Attack("reorder", _reorder, _story_reorder),
    Attack("truncate the end", _truncate, _story_truncate),
    Attack("sign anew", _resign, _story_again),
    Attack("roll back", _truncate, _story_truncate),
    Attack("fork", _fork, _story_fork),
)
"""`roll back` brings real older copies back: of the ledger's folder in part, of the whole home throughout."""


def trial(stage: Stage, attack: Attack, seed: int, folder: Path) -> Trial:
    """One attack on a copy of the home. seed: says where, how far it reaches, and what was seen outside."""
    chance = random.Random(f"{attack.name} {seed}")
    throughout = seed % 2 == 1
    acts_seen = chance.randint(2, ACTS)
    kept = stage.checkpoint(acts_seen)
    if attack.name == "roll back":
        return _rolled_back(stage, chance.randrange(acts_seen), kept, folder, throughout)
    if throughout:
        return _throughout(stage, attack.story(list(STORY), chance, acts_seen), kept, folder)
    with stage.copy(ACTS, folder) as home:
        _in_part(home, attack, chance, _size(kept))
        return _looked_for(home, kept, throughout)


def _throughout(stage: Stage, told: Story, kept: Path, folder: Path) -> Trial:
    """From where the two stories part the other one is told, by the program and with the real key."""
    common = 0 if told == STORY else _n_common(told)
    with stage.copy(common, folder) as home:
        carry_out(home, told[common:], folder / "sound")
        return _looked_for(home, kept, throughout=True)


def _n_common(told: Story) -> int:
    return next((n for n, (one, real) in enumerate(zip(told, STORY, strict=False)) if one != real), len(told))


def window(stage: Stage, seed: int, folder: Path) -> Trial:
    """Another story after the last checkpoint that anyone outside has kept: what nobody can find."""
    chance = random.Random(f"window {seed}")
    acts_seen = chance.randrange(ACTS)
    with stage.copy(acts_seen, folder) as home:
        carry_out(home, _story_fork(STORY[acts_seen:], chance, 1), folder / "sound")
        return _looked_for(home, stage.checkpoint(acts_seen), throughout=True)


def _in_part(home: CampaignHome, attack: Attack, chance: random.Random, seen: int) -> None:
    """The ledger rewritten and signed, or only its files; with or without the outbox."""
    changed = attack.entries(entries_of(home), chance, seen)
    reach = chance.choice(["files", "ledger", "database"])
    if reach == "files":
        _only_files(home, changed)
        return
    rewrite(home, changed)
    if reach == "database":
        follow(home, changed)


def _only_files(home: CampaignHome, changed: Entries) -> None:
    """Bundles as if the entries were these; hashes and checkpoint stay."""
    from dauys.evidence.frontier import TILE
    from dauys.evidence.tiles import bundle

    for path in sorted((home.ledger / "tile" / "entries").rglob("*")):
        if path.is_file():
            place = int((path.parent if path.parent.suffix == ".p" else path).stem)
            overwrite(path, bundle(changed[place * TILE : (place + 1) * TILE]))


def _rolled_back(stage: Stage, acts: int, kept: Path, folder: Path, throughout: bool) -> Trial:
    import shutil

    if throughout:
        with stage.copy(acts, folder) as home:
            return _looked_for(home, kept, throughout)
    with stage.copy(ACTS, folder) as home:
        shutil.rmtree(home.ledger)
        shutil.copytree(stage.checkpoint(acts).parent, home.ledger)
        return _looked_for(home, kept, throughout)


def _looked_for(home: CampaignHome, kept: Path, throughout: bool) -> Trial:
    from dauys.workflows.verify_home import damage, verify_home

    return Trial(throughout, bool(damage(verify_home(home, kept))), bool(damage(verify_home(home))))


def _size(checkpoint: Path) -> int:
    from dauys.evidence.checkpoints import read_checkpoint

    return read_checkpoint(checkpoint.read_bytes()).checkpoint.size


def table(rows: dict[str, Sequence[Trial]]) -> str:
    """The page."""
    lines = []
    for name, trials in rows.items():
        part = [each for each in trials if not each.throughout]
        whole = [each for each in trials if each.throughout]
        cells = [
            f"{sum(each.found for each in trials)} of {len(trials)}",
            f"{sum(each.found_alone for each in part)} of {len(part)}",
            f"{sum(each.found_alone for each in whole)} of {len(whole)}",
        ]
        lines.append(f"| {name} | {' | '.join(cells)} |")
    return "\n".join([HEAD.format(trials=len(rows[WINDOW])), *lines, TAIL])


HEAD = """# Attacks on the ledger

`python -m eval.attacks`, which says how it attacks. {trials} seeded trials of each, on real homes, by an
insider who has the database and the real signing key.

- *with a checkpoint*: somebody outside kept one that covers what was attacked (`dauys verify --checkpoint`)
- *without, in part*: nobody kept any; the insider changed files, the ledger, or ledger and outbox
- *without, throughout*: nobody kept any; the insider told another history with the program itself

| attack | with a checkpoint | without, in part | without, throughout |
|---|---:|---:|---:|"""
TAIL = """
The right-hand column is why a ledger needs witnesses: against whoever has the key and the patience, a home
cannot vouch for itself. What is missed *in part* is the moment or the order of acts, changed in
ledger and outbox alike.

The last row is the window: what came after the newest checkpoint that anyone outside has kept can be told
anew unseen, with a checkpoint too. Sealing signs every 100 entries or 60 seconds at the latest; witnesses
that answer make that the window.
"""
WINDOW = "after the last checkpoint outside"


def run(stage: Stage, trials: int, folder: Path) -> dict[str, Sequence[Trial]]:
    """Every attack, so many times."""
    rows: dict[str, Sequence[Trial]] = {}
    for attack in ATTACKS:
        rows[attack.name] = [trial(stage, attack, seed, folder) for seed in range(trials)]
        print(attack.name, Counter(rows[attack.name]), file=sys.stderr)
    rows[WINDOW] = [window(stage, seed, folder) for seed in range(trials)]
    return rows


def main() -> None:
    """Attacks, and writes the page."""
    parser = argparse.ArgumentParser(
        description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--trials", type=int, default=TRIALS)
    parser.add_argument("--out", type=Path)
    asked = parser.parse_args()
    with tempfile.TemporaryDirectory() as place:
        folder = Path(place)
        (folder / "stage").mkdir()
        text = table(run(Stage(folder / "stage"), asked.trials, folder))
    print(text)
    if asked.out:
        asked.out.write_text(text, "utf-8")


if __name__ == "__main__":
    main()
