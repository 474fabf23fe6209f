"""The search's record: states as nodes, tactics as edges, statuses and proof sizes.

The tree is a graph once equal states are merged: a node keeps every edge that leads to it, so a
proof found below it counts for all its parents, and there may be cycles. Nodes and edges refer to
each other by number, never by reference, so a tree of any depth can be pickled.
"""

from __future__ import annotations

from collections import deque
from dataclasses import dataclass, field
from enum import Enum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import networkx


class Status(Enum):
    """What a search knows of a node, or of the statement (its root)."""

    PROVED = "proved"
    FAILED = "failed"  # everything reachable from it was tried, in vain
    OPEN = "open"


@dataclass(frozen=True, slots=True)
class ProofStep:
    """A tactic and the state it was applied to."""

    state: str
    tactic: str


@dataclass(frozen=True, slots=True)
class Edge:
    """A tactic that succeeded. `target` is None when it left no goals in a verified proof."""

    id: int
    source: int
    target: int | None
    tactic: str
    logprob: float


@dataclass(slots=True)
class Node:
    """A tactic state.

    `logprob` is the largest cumulative log-probability by which it was reached and `depth` the
    number of tactics when it was first reached, by the edge `first_edge` (None for the root).
    `size` is the number of tactics in the shortest known proof, None when none is known.
    """

    id: int
    text: str
    logprob: float
    depth: int
    first_edge: int | None
    expanded: bool = False
    value: float | None = None
    size: int | None = None
    incoming: list[int] = field(default_factory=list)
    outgoing: list[int] = field(default_factory=list)


class SearchTree:
    """Nodes and edges of one search; node 0 is the root."""

    def __init__(self) -> None:
        self.nodes: list[Node] = []
        self.edges: list[Edge] = []
        self._by_text: dict[str, int] = {}
        self._accepted: tuple[int, ...] | None = None

    def add_root(self, text: str) -> Node:
        """The initial state. Raises `ValueError` when there is a root already."""
        if self.nodes:
            raise ValueError("the tree has a root already")
        return self._new_node(text, 0.0, 0, None)

    def find(self, text: str) -> Node | None:
        """The node of a state, None when it was not reached."""
        number = self._by_text.get(text)
        return None if number is None else self.nodes[number]

    def add_child(self, source: Node, tactic: str, logprob: float, text: str) -> tuple[Node, bool]:
        """The node that `tactic` leads to, and whether it is new.

        A state seen before is merged with its node, whose `logprob` rises when this way to it is
        likelier. A tactic that leads back to its own source adds nothing.
        """
        known = self._by_text.get(text)
        if known == source.id:
            return source, False
        total = source.logprob + logprob
        edge = Edge(len(self.edges), source.id, known, tactic, logprob)
        if known is None:
            node = self._new_node(text, total, source.depth + 1, edge.id)
            edge = Edge(edge.id, source.id, node.id, tactic, logprob)
        else:
            node = self.nodes[known]
            node.logprob = max(node.logprob, total)
        self.edges.append(edge)
        node.incoming.append(edge.id)
        source.outgoing.append(edge.id)
        if node.size is not None:
            self._improve(source.id, node.size + 1)
        return node, known is None

    def add_proof(self, source: Node, tactic: str, logprob: float) -> Edge:
        """Record that `tactic` finished the proof at `source`; its ancestors are proved too."""
        edge = Edge(len(self.edges), source.id, None, tactic, logprob)
        self.edges.append(edge)
        source.outgoing.append(edge.id)
        self._improve(source.id, 1)
        return edge

    def path(self, node: Node) -> list[Edge]:
        """The edges by which `node` was first reached from the root: a sequence that really ran."""
        edges: list[Edge] = []
        while node.first_edge is not None:
            edge = self.edges[node.first_edge]
            edges.append(edge)
            node = self.nodes[edge.source]
        edges.reverse()
        return edges

    def shortest(self) -> list[Edge]:
        """The edges of a shortest proof in the graph; empty when the root is not proved."""
        edges: list[Edge] = []
        here: int | None = 0 if self.nodes else None
        while here is not None and self.nodes[here].size is not None:
            edge = min(
                (self.edges[e] for e in self.nodes[here].outgoing),
                key=lambda e: (self._size_after(e), -e.logprob, e.id),
            )
            edges.append(edge)
            here = edge.target
        return edges

    def accept(self, edges: list[Edge]) -> None:
        """Take `edges`, root to finish, as the proof: their script passed verification."""
        self._accepted = tuple(edge.id for edge in edges)

    def proof_steps(self) -> list[ProofStep]:
        """The steps of the accepted (verified) proof; empty when there is none."""
        chosen = [self.edges[e] for e in self._accepted or ()]
        return [ProofStep(self.nodes[edge.source].text, edge.tactic) for edge in chosen]

    def proofsizes(self) -> dict[str, int | None]:
        """State text -> tactics in its shortest known proof, None for an expanded, unproved state.

        States that were never expanded are left out: nothing was learnt about them.
        """
        return {n.text: n.size for n in self.nodes if n.expanded or n.size is not None}

    def statuses(self) -> list[Status]:
        """The status of each node; it is open while an unexpanded node can be reached from it."""
        alive = [not node.expanded for node in self.nodes]
        todo = [node.id for node in self.nodes if not node.expanded]
        while todo:
            for e in self.nodes[todo.pop()].incoming:
                source = self.edges[e].source
                if not alive[source]:
                    alive[source] = True
                    todo.append(source)
        return [
            Status.PROVED
            if node.size is not None
            else Status.OPEN
            if alive[node.id]
            else Status.FAILED
            for node in self.nodes
        ]

    def to_networkx(self) -> networkx.MultiDiGraph[int | str]:
        """The graph with node attributes text, status, depth, logprob, value, size, expanded.

        A finished proof is an edge to the node `"proved"`; edges carry tactic, logprob, proof
        (whether the accepted proof uses them).
        """
        import networkx

        graph: networkx.MultiDiGraph[int | str] = networkx.MultiDiGraph()
        for node, status in zip(self.nodes, self.statuses(), strict=True):
            graph.add_node(
                node.id,
                text=node.text,
                status=status.value,
                depth=node.depth,
                logprob=node.logprob,
                value=node.value,
                size=node.size,
                expanded=node.expanded,
            )
        used = set(self._accepted or ())
        for edge in self.edges:
            target = "proved" if edge.target is None else edge.target
            graph.add_edge(
                edge.source,
                target,
                key=edge.id,
                tactic=edge.tactic,
                logprob=edge.logprob,
                proof=edge.id in used,
            )
        return graph

    def check(self) -> None:
        """Check every invariant. Raises `AssertionError` naming the one that broke."""
        _require(len(self._by_text) == len(self.nodes), "one node for each state text")
        for number, node in enumerate(self.nodes):
            _require(node.id == number and self._by_text[node.text] == number, "node numbers")
            _require(node.logprob <= 0.0, "log-probabilities are not positive")
            _require((node.first_edge is None) == (number == 0), "only the root has no first edge")
            if node.first_edge is not None:
                first = self.edges[node.first_edge]
                _require(first.target == number, "the first edge leads to its node")
                _require(
                    self.nodes[first.source].depth + 1 == node.depth, "depth counts first edges"
                )
                _require(node.incoming[0] == first.id, "the first edge comes first")
            _require(all(self.edges[e].source == number for e in node.outgoing), "outgoing edges")
            _require(all(self.edges[e].target == number for e in node.incoming), "incoming edges")
            _require(not node.outgoing or node.expanded, "only an expanded node has outgoing edges")
        _require(sum(len(n.outgoing) for n in self.nodes) == len(self.edges), "edges have sources")
        _require([n.size for n in self.nodes] == self._sizes_from_scratch(), "proof sizes")
        if self._accepted is not None:
            here: int | None = 0
            for e in self._accepted:
                _require(self.edges[e].source == here, "the accepted proof is a path")
                here = self.edges[e].target
            _require(here is None, "the accepted proof ends with no goals")

    def _new_node(self, text: str, logprob: float, depth: int, first_edge: int | None) -> Node:
        node = Node(len(self.nodes), text, logprob, depth, first_edge)
        self.nodes.append(node)
        self._by_text[text] = node.id
        return node

    def _size_after(self, edge: Edge) -> float:
        if edge.target is None:
            return 0
        size = self.nodes[edge.target].size
        return float("inf") if size is None else size

    def _improve(self, number: int, size: int) -> None:
        """Lower the proof size of a node and of all nodes it shortens a proof for."""
        todo = deque([(number, size)])
        while todo:
            number, size = todo.popleft()
            node = self.nodes[number]
            if node.size is None or size < node.size:
                node.size = size
                todo.extend((self.edges[e].source, size + 1) for e in node.incoming)

    def _sizes_from_scratch(self) -> list[int | None]:
        """Breadth-first from the finished proofs: what `size` must be."""
        sizes: list[int | None] = [None] * len(self.nodes)
        layer = {edge.source for edge in self.edges if edge.target is None}
        distance = 1
        while layer:
            for number in layer:
                sizes[number] = distance
            layer = {
                self.edges[e].source
                for number in layer
                for e in self.nodes[number].incoming
                if sizes[self.edges[e].source] is None
            }
            distance += 1
        return sizes


def _require(holds: bool, invariant: str) -> None:
    if not holds:
        raise AssertionError(f"search tree invariant broken: {invariant}")
