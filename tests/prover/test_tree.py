from __future__ import annotations

import itertools
import pickle

import pytest
from hypothesis import given
from hypothesis import strategies as st

from prover.tree import ProofStep, SearchTree, Status


def _expanded(tree: SearchTree, *texts: str) -> None:
    for text in texts:
        node = tree.find(text)
        assert node is not None
        node.expanded = True


def _diamond() -> SearchTree:
    """root -> a -> c and root -> b -> c."""
    tree = SearchTree()
    root = tree.add_root("root")
    _expanded(tree, "root")
    a, _ = tree.add_child(root, "to a", -1.0, "a")
    b, _ = tree.add_child(root, "to b", -2.0, "b")
    _expanded(tree, "a", "b")
    tree.add_child(a, "a to c", -5.0, "c")
    tree.add_child(b, "b to c", -1.0, "c")
    return tree


def test_equal_states_are_one_node_with_all_its_edges() -> None:
    tree = _diamond()
    tree.check()
    c = tree.find("c")
    assert c is not None
    assert len(tree.nodes) == 4
    assert len(c.incoming) == 2
    assert c.logprob == -3.0  # the likelier way
    assert [e.tactic for e in tree.path(c)] == ["to a", "a to c"]  # the way that ran first


def test_a_proof_counts_for_all_parents() -> None:
    tree = _diamond()
    c = tree.find("c")
    assert c is not None
    _expanded(tree, "c")
    tree.add_proof(c, "done", -1.0)
    tree.check()
    assert tree.proofsizes() == {"root": 3, "a": 2, "b": 2, "c": 1}
    assert set(tree.statuses()) == {Status.PROVED}


def test_shortest_proof_uses_edges_added_after_it_was_found() -> None:
    tree = _diamond()
    c = tree.find("c")
    assert c is not None
    _expanded(tree, "c")
    tree.add_proof(c, "done", -1.0)
    root = tree.nodes[0]
    tree.add_child(root, "straight to c", -9.0, "c")
    tree.check()
    shortest = tree.shortest()
    assert [e.tactic for e in shortest] == ["straight to c", "done"]
    tree.accept(shortest)
    tree.check()
    assert tree.proof_steps() == [ProofStep("root", "straight to c"), ProofStep("c", "done")]


def test_a_tactic_back_to_its_own_state_adds_nothing() -> None:
    tree = SearchTree()
    root = tree.add_root("root")
    root.expanded = True
    node, new = tree.add_child(root, "stay", -1.0, "root")
    assert node is root
    assert not new
    assert tree.edges == []


def test_open_and_failed_through_a_cycle() -> None:
    tree = SearchTree()
    root = tree.add_root("root")
    root.expanded = True
    a, _ = tree.add_child(root, "f", -1.0, "a")
    a.expanded = True
    tree.add_child(a, "back", -1.0, "root")
    assert tree.statuses() == [Status.FAILED, Status.FAILED]
    tree.add_child(a, "on", -1.0, "b")
    assert tree.statuses() == [Status.OPEN] * 3
    tree.check()


def test_unvisited_states_have_no_proofsize() -> None:
    tree = _diamond()
    assert tree.proofsizes() == {"root": None, "a": None, "b": None}
    assert tree.proof_steps() == []
    assert tree.shortest() == []


def test_check_notices_a_wrong_size() -> None:
    tree = _diamond()
    tree.nodes[1].size = 1
    with pytest.raises(AssertionError, match="proof sizes"):
        tree.check()


def test_networkx_export() -> None:
    tree = _diamond()
    c = tree.find("c")
    assert c is not None
    c.expanded = True
    last = tree.add_proof(c, "done", -1.0)
    tree.accept([*tree.path(c), last])
    graph = tree.to_networkx()
    assert graph.number_of_nodes() == 5
    assert graph.number_of_edges() == 5
    assert graph.nodes[3]["status"] == "proved"
    used = [d["tactic"] for _, _, d in graph.edges(data=True) if d["proof"]]
    assert used == ["to a", "a to c", "done"]


def test_a_deep_tree_can_be_pickled() -> None:
    tree = SearchTree()
    node = tree.add_root("0")
    for depth in range(1, 20_000):
        node.expanded = True
        node, _ = tree.add_child(node, "t", -0.1, str(depth))
    node.expanded = True
    tree.add_proof(node, "done", 0.0)
    copy = pickle.loads(pickle.dumps(tree))
    assert copy.nodes[0].size == 20_000


@given(
    st.lists(
        st.tuples(st.integers(0, 30), st.integers(0, 12), st.booleans()), min_size=1, max_size=60
    )
)
def test_invariants_of_random_graphs(moves: list[tuple[int, int, bool]]) -> None:
    """Any order of merges, cycles and proofs keeps sizes equal to a fresh computation."""
    tree = SearchTree()
    tree.add_root("0")
    for source, target, proof in moves:
        node = tree.nodes[source % len(tree.nodes)]
        node.expanded = True
        if proof and target == 0:
            tree.add_proof(node, "done", -0.5)
        else:
            tree.add_child(node, f"to {target}", -0.5, str(target))
    tree.check()
    shortest = tree.shortest()
    assert len(shortest) == (tree.nodes[0].size or 0)
    for before, after in itertools.pairwise(shortest):
        assert before.target == after.source
