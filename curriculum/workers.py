"""The processes that search: Ray actors, or plain local processes behind the same interface.

The only file that imports ray, and only when Ray is asked for.
"""

from __future__ import annotations

import contextlib
import logging
import multiprocessing
import os
import signal
import sys
import threading
import time
import traceback
from abc import abstractmethod
from collections.abc import Callable, Iterable, Iterator, Mapping
from multiprocessing import connection
from multiprocessing.connection import Connection
from multiprocessing.process import BaseProcess
from typing import Any, Final

from curriculum.attempt import Attempt
from curriculum.cluster import check_port, cluster_address, unreachable
from curriculum.config import WorkersSection
from curriculum.dispatch import Dispatcher
from curriculum.errors import WorkerError
from curriculum.job import Chunk, Searcher, SearchJob
from lean_env.closing import Closing

_GRACE_S: Final = 2.0  # between asking a process to end and killing it
_SILENCE_S: Final = 1.0  # in which ending may go unmentioned


class Workers(Closing):
    """Workers that search. Used in a `with` block, which ends all their processes."""

    @abstractmethod
    def attempt(self, job: SearchJob, chunks: Iterable[Chunk]) -> Iterator[Attempt]:
        """The attempts of all chunks, as they finish, each task exactly once.

        A chunk is drawn from `chunks` only when a worker is free for it.
        A worker that dies loses only its searches in flight, and they are tried again. Abandoning
        the iterator ends the searches that are running. Raises `WorkerError` when a search raises
        (a bug, or a model that cannot be loaded) or workers keep dying.
        """


def make_workers(config: WorkersSection, tell: Callable[[str], None] | None = None) -> Workers:
    """The workers a configuration asks for. Nothing is started before the first job.

    `tell` gets a line about what may take long: starting Ray's workers, and ending them.
    """
    if config.kind == "ray":
        return RayWorkers(
            config.count,
            threads=config.threads,
            retries=config.retries,
            gpus=config.gpus,
            address=cluster_address(config),
            tell=tell or _silent,
        )
    return LocalWorkers(config.count, threads=config.threads, retries=config.retries)


def _silent(line: str) -> None:
    pass


def thread_variables(threads: int) -> dict[str, str]:
    """Environment variables of a process that computes on `threads` threads beside others.

    Waiting threads must sleep: spinning ones starve the other processes of the machine.
    """
    number = str(threads)
    return {
        "OMP_NUM_THREADS": number,
        "MKL_NUM_THREADS": number,
        "OPENBLAS_NUM_THREADS": number,
        "OMP_WAIT_POLICY": "PASSIVE",
        "TOKENIZERS_PARALLELISM": "false",
    }


class _Failure:
    """An exception of a worker, on its way to the driver."""

    def __init__(self, error: BaseException) -> None:
        self.line = " ".join(f"{type(error).__name__}: {error}".split())
        self.trace = "".join(traceback.format_exception(error))

    def to_error(self) -> WorkerError:
        error = WorkerError(f"a search worker failed: {self.line}")
        error.add_note(self.trace)
        return error


class LocalWorkers(Workers):
    """Processes of this machine, started afresh (not forked) with one pipe each."""

    def __init__(self, count: int, *, threads: int = 1, retries: int = 2) -> None:
        self._count = count
        self._threads = threads
        self._retries = retries
        self._processes: dict[Connection, BaseProcess] = {}
        self._prepared: dict[Connection, SearchJob] = {}

    @property
    def pids(self) -> list[int]:
        """The process ids of the living workers."""
        return [p.pid for p in self._processes.values() if p.pid is not None and p.is_alive()]

    def attempt(self, job: SearchJob, chunks: Iterable[Chunk]) -> Iterator[Attempt]:
        """See `Workers.attempt`."""
        books = Dispatcher(chunks, self._retries, patience=(self._retries + 1) * self._count)
        busy: set[Connection] = set()
        try:
            while self._hand_out(job, books, busy):
                ready = connection.wait(list(busy))
                for pipe in [pipe for pipe in busy if pipe in ready]:
                    yield from self._receive(pipe, books, busy)
        finally:
            for pipe in busy & self._processes.keys():  # abandoned or failed in mid-search
                self._end(pipe)

    def _hand_out(self, job: SearchJob, books: Dispatcher, busy: set[Connection]) -> bool:
        """Give every idle worker a chunk, starting workers while there is work for them.

        Whether any worker is busy then.
        """
        while len(busy) < self._count and (chunk := books.next_chunk()) is not None:
            idle = next((pipe for pipe in self._processes if pipe not in busy), None)
            pipe = self._start() if idle is None else idle
            busy.add(pipe)
            books.assign(pipe, chunk)
            # A worker that died while idle or just now shows up as an end of file on its pipe.
            with contextlib.suppress(OSError):
                if self._prepared.get(pipe) != job:
                    pipe.send(job)
                    self._prepared[pipe] = job
                pipe.send(chunk)
        return bool(busy)

    def _receive(
        self, pipe: Connection, books: Dispatcher, busy: set[Connection]
    ) -> Iterator[Attempt]:
        try:
            message = pipe.recv()
        except (EOFError, OSError):
            busy.discard(pipe)
            yield from books.died(pipe, self._end(pipe))
            return
        if isinstance(message, Attempt):
            yield books.finished(pipe, message)
        elif isinstance(message, _Failure):
            raise message.to_error()
        else:
            busy.discard(pipe)
            books.chunk_done(pipe)

    def _start(self) -> Connection:
        context = multiprocessing.get_context("spawn")
        ours, theirs = context.Pipe()
        process = context.Process(target=_serve, args=(theirs,), daemon=True)
        with _environment(thread_variables(self._threads)):
            process.start()
        theirs.close()  # so that the death of the worker is an end of file here
        self._processes[ours] = process
        return ours

    def _end(self, pipe: Connection) -> str:
        """End a worker whatever it is doing; says how its process ended."""
        process = self._processes.pop(pipe)
        self._prepared.pop(pipe, None)
        pipe.close()
        _stop_process(process)
        return f"exit code {process.exitcode}"

    def close(self) -> None:
        """End all processes. May be called twice."""
        for process in self._processes.values():
            process.terminate()
        for pipe in list(self._processes):
            self._end(pipe)


def _stop_process(process: BaseProcess) -> None:
    process.join(0.05)  # one that died by itself keeps its exit code
    if process.is_alive():
        process.terminate()
        process.join(_GRACE_S)
    if process.is_alive():
        process.kill()
        process.join()


def _serve(pipe: Connection) -> None:
    """The main function of a local worker: jobs and chunks in, attempts out."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is the driver's to handle
    threading.Thread(target=_die_with_parent, daemon=True).start()
    searcher = Searcher()
    while True:
        try:
            message = pipe.recv()
        except (EOFError, OSError):
            return
        try:
            if isinstance(message, SearchJob):
                searcher.prepare(message)
                continue
            for attempt in searcher.search(message):
                pipe.send(attempt)
            pipe.send(None)
        except (BrokenPipeError, ConnectionResetError):
            return
        except MemoryError:
            raise  # die: the searches in flight are tried again one at a time
        except Exception as error:
            with contextlib.suppress(OSError):
                pipe.send(_Failure(error))
            return


def _die_with_parent() -> None:
    parent = multiprocessing.parent_process()
    if parent is not None:
        connection.wait([parent.sentinel])
        os._exit(1)


@contextlib.contextmanager
def _environment(variables: Mapping[str, str]) -> Iterator[None]:
    """Set environment variables for a while (a child started meanwhile inherits them)."""
    before = {name: os.environ.get(name) for name in variables}
    os.environ.update(variables)
    try:
        yield
    finally:
        for name, value in before.items():
            if value is None:
                del os.environ[name]
            else:
                os.environ[name] = value


class _RayShell:
    """The actor: a thin shell round `Searcher`."""

    def __init__(self) -> None:
        self._searcher = Searcher()

    def prepare(self, job: SearchJob) -> _Failure | None:
        try:
            self._searcher.prepare(job)
        except Exception as error:
            return _Failure(error)
        return None

    def search(self, chunk: Chunk, unprepared: _Failure | None) -> Iterator[Attempt | _Failure]:
        """`unprepared` is what `prepare` returned, which makes this call wait for that one."""
        if unprepared is not None:
            yield unprepared
            return
        try:
            yield from self._searcher.search(chunk)
        except Exception as error:
            yield _Failure(error)


class RayWorkers(Workers):
    """Ray actors, on this machine or on a cluster whose nodes have this package installed."""

    def __init__(
        self,
        count: int,
        *,
        threads: int = 1,
        retries: int = 2,
        gpus: float = 0.0,
        address: str | None = None,
        tell: Callable[[str], None] = _silent,
    ) -> None:
        self._count = count
        self._threads = threads
        self._retries = retries
        self._gpus = gpus
        self._address = address
        self._tell = tell
        self._started = False
        self._is_local = True
        self._actors: dict[int, Any] = {}
        self._prepared: dict[int, tuple[SearchJob, Any]] = {}  # actor -> job, when it is ready
        self._next = 0

    def attempt(self, job: SearchJob, chunks: Iterable[Chunk]) -> Iterator[Attempt]:
        """See `Workers.attempt`."""
        began = None if self._started else time.monotonic()
        if began is not None:
            self._tell(f"starting {_counted(self._count)}")
        ray = self._ray()
        shipped = ray.put(job.packed())
        books = Dispatcher(chunks, self._retries, patience=(self._retries + 1) * self._count)
        streams: dict[Any, int] = {}  # stream of results -> actor
        try:
            while self._hand_out(job, shipped, books, streams):
                if began is not None:
                    self._tell_of_first(began)
                    began = None
                ready, _ = ray.wait(list(streams), num_returns=1)
                for stream in ready:
                    yield from self._receive(stream, books, streams)
        finally:
            for number in self._actors.keys() & streams.values():
                self._end(number)

    def _tell_of_first(self, began: float) -> None:
        """Wait for the first worker to be ready, and say so: no result can come before that."""
        ray = self._ray()
        ready, _ = ray.wait([prepared for _, prepared in self._prepared.values()], num_returns=1)
        # One that died or failed is dealt with where its results are awaited.
        with contextlib.suppress(ray.exceptions.RayError):
            if ray.get(ready[0]) is None:
                self._tell(f"searches have begun ({time.monotonic() - began:.0f} s to start)")

    def _hand_out(
        self, job: SearchJob, shipped: Any, books: Dispatcher, streams: dict[Any, int]
    ) -> bool:
        while len(streams) < self._count and (chunk := books.next_chunk()) is not None:
            busy = set(streams.values())
            idle = next((number for number in self._actors if number not in busy), None)
            number = self._start() if idle is None else idle
            actor = self._actors[number]
            books.assign(number, chunk)
            if number not in self._prepared or self._prepared[number][0] != job:
                self._prepared[number] = (job, actor.prepare.remote(shipped))
            search = actor.search.options(num_returns="streaming")
            streams[search.remote(chunk, self._prepared[number][1])] = number
        return bool(streams)

    def _receive(
        self, stream: Any, books: Dispatcher, streams: dict[Any, int]
    ) -> Iterator[Attempt]:
        ray = self._ray()
        number = streams[stream]
        try:
            message = ray.get(next(stream))
        except StopIteration:
            del streams[stream]
            books.chunk_done(number)
            return
        except ray.exceptions.RayActorError as error:
            del streams[stream]
            self._end(number)
            yield from books.died(number, " ".join(str(error).split())[:200])
            return
        except ray.exceptions.RayError as error:
            raise WorkerError(f"Ray failed: {' '.join(str(error).split())[:300]}") from error
        if isinstance(message, _Failure):
            raise message.to_error()
        yield books.finished(number, message)

    def _start(self) -> int:
        ray = self._ray()
        self._next += 1
        shell = ray.remote(num_cpus=self._threads, num_gpus=self._gpus, max_restarts=0)(_RayShell)
        variables = thread_variables(self._threads)
        if self._is_local:  # what the driver can import, a worker on the same machine can
            variables["PYTHONPATH"] = os.pathsep.join(path for path in sys.path if path)
        self._actors[self._next] = shell.options(runtime_env={"env_vars": variables}).remote()
        return self._next

    def _end(self, number: int) -> None:
        ray = self._ray()
        self._prepared.pop(number, None)
        ray.kill(self._actors.pop(number))

    def _ray(self) -> Any:
        """The ray module, Ray being started or connected to."""
        os.environ.setdefault("RAY_USAGE_STATS_ENABLED", "0")
        # Keeps CUDA visible to actors that ask for no GPU, which is Ray's future default.
        os.environ.setdefault("RAY_ACCEL_ENV_VAR_OVERRIDE_ON_ZERO", "0")
        import ray
        import ray.exceptions

        if not self._started:
            terminate = signal.getsignal(signal.SIGTERM)
            address = self._address
            self._is_local = address is None
            quiet: dict[str, Any] = {"log_to_driver": False, "logging_level": logging.ERROR}
            try:
                if address is None:
                    # "local": never join a cluster that happens to run on this machine.
                    ray.init(
                        address="local",
                        num_cpus=self._count * self._threads,
                        include_dashboard=False,
                        object_store_memory=256 * 2**20,
                        **quiet,
                    )
                else:
                    check_port(address)
                    ray.init(address=address, **quiet)
            except Exception as error:
                raise unreachable(address, error) from error
            finally:
                _keep_handler(terminate)
            self._started = True
        return ray

    def close(self) -> None:
        """End all processes. May be called twice."""
        if self._started:
            import ray

            with _told_if_long(f"ending {_counted(self._count)}", self._tell):
                for actor in self._actors.values():
                    with contextlib.suppress(Exception):
                        ray.kill(actor)
                self._actors.clear()
                self._prepared.clear()
                ray.shutdown()
            self._started = False


def _counted(count: int) -> str:
    return f"{count} Ray worker{'' if count == 1 else 's'}"


@contextlib.contextmanager
def _told_if_long(line: str, tell: Callable[[str], None]) -> Iterator[None]:
    """Tell a line if the block takes longer than anyone waits without a word."""
    timer = threading.Timer(_SILENCE_S, tell, [line])
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _keep_handler(handler: Any) -> None:
    """Put back what SIGTERM did before Ray took it: Ray's own handler drops what is in flight."""
    if handler is not None and threading.current_thread() is threading.main_thread():
        signal.signal(signal.SIGTERM, handler)
