"""The tree: RFC 6962's own example, every small size, and no proof of anything else."""

from __future__ import annotations

import hashlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dauys.domain import merkle

ENTRIES = ("", "00", "10", "2021", "3031", "40414243", "5051525354555657", "606162636465666768696a6b6c6d6e6f")
ROOT_OF_EIGHT = "5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328"
"""The entries and root with which implementations of RFC 6962 test each other."""


def leaves(count: int) -> list[bytes]:
    return [merkle.leaf(str(number).encode()) for number in range(count)]


def plain_root(hashed: list[bytes]) -> bytes:
    """The definition of RFC 6962 §2.1, word for word."""
    if not hashed:
        return hashlib.sha256(b"").digest()
    if len(hashed) == 1:
        return hashed[0]
    split = 1
    while split * 2 < len(hashed):
        split *= 2
    return merkle.node(plain_root(hashed[:split]), plain_root(hashed[split:]))


def test_the_known_tree_has_its_known_root() -> None:
    """Eight entries that others publish with their root give that root here."""
    known = [merkle.leaf(bytes.fromhex(entry)) for entry in ENTRIES]
    assert merkle.root(known).hex() == ROOT_OF_EIGHT
    assert merkle.root([]) == hashlib.sha256(b"").digest()


@pytest.mark.parametrize("size", [*range(1, 34), 63, 64, 65, 255, 256, 300])
def test_every_proof_of_every_size_holds(size: int) -> None:
    """The root is the definition's; each leaf's proof and each beginning's proof hold."""
    tree = leaves(size)
    top = merkle.root(tree)
    assert top == plain_root(tree)
    step = max(1, size // 40)
    for index in range(0, size, step):
        proof = merkle.inclusion_proof(tree, index)
        assert merkle.inclusion_holds(tree[index], index, size, proof, top)
    for older in range(1, size + 1, step):
        proof = merkle.consistency_proof(tree, older)
        assert merkle.consistency_holds(older, size, merkle.root(tree[:older]), top, proof)


@given(st.data(), st.integers(2, 60))
def test_a_changed_proof_holds_nothing(data: st.DataObject, size: int) -> None:
    """Another leaf, index, size or root, and a proof with a hash changed, added or left out, are refused."""
    tree = leaves(size)
    index = data.draw(st.integers(0, size - 1))
    top, proof = merkle.root(tree), merkle.inclusion_proof(tree, index)
    place = data.draw(st.integers(0, len(proof) - 1))
    wrong = [*proof[:place], bytes(32), *proof[place + 1 :]]
    assert not merkle.inclusion_holds(tree[index], index, size, wrong, top)
    assert not merkle.inclusion_holds(tree[index], index, size, [*proof, bytes(32)], top)
    assert not merkle.inclusion_holds(tree[index], index, size, proof[:-1], top)
    assert not merkle.inclusion_holds(bytes(32), index, size, proof, top)
    assert not merkle.inclusion_holds(tree[index], index, size, proof, bytes(32))
    assert not merkle.inclusion_holds(tree[index], size, size, proof, top)


@given(st.data(), st.integers(2, 60))
def test_a_rewritten_beginning_is_no_beginning(data: st.DataObject, size: int) -> None:
    """An older root that is not the beginning's, and a proof changed anywhere, are refused."""
    tree = leaves(size)
    older = data.draw(st.integers(1, size - 1))
    old, new, proof = merkle.root(tree[:older]), merkle.root(tree), merkle.consistency_proof(tree, older)
    place = data.draw(st.integers(0, len(proof) - 1))
    wrong = [*proof[:place], bytes(32), *proof[place + 1 :]]
    assert not merkle.consistency_holds(older, size, old, new, wrong)
    assert not merkle.consistency_holds(older, size, bytes(32), new, proof)
    assert not merkle.consistency_holds(older, size, old, bytes(32), proof)
    assert not merkle.consistency_holds(older, size, old, new, [])
    assert not merkle.consistency_holds(size + 1, size, old, new, proof)
    assert merkle.consistency_holds(size, size, new, new, [])
    assert not merkle.consistency_holds(size, size, old, new, [])


def test_what_no_tree_has_is_refused() -> None:
    """A leaf or a beginning outside the tree has no proof."""
    with pytest.raises(IndexError, match="leaf 3 of a tree of 3"):
        merkle.inclusion_proof(leaves(3), 3)
    with pytest.raises(IndexError, match="older tree of 4"):
        merkle.consistency_proof(leaves(3), 4)
