"""Tasks, queues and the clock stand side by side in `tasks.schedule`."""

from __future__ import annotations

import ast
import shlex
from collections import Counter

from ops.celery import app
from ops.stack.processes import read_procfile
from tasks import schedule
from tests.architecture.source import ROOT, called_name, modules

DECORATORS = {"shared_task", "task"}


def test_every_task_is_listed_and_every_listed_task_exists() -> None:
    app.loader.import_default_modules()
    ours = {name for name in app.tasks if not name.startswith("celery.")}
    assert ours == {job.task for job in schedule.JOBS}


def test_every_module_with_tasks_is_imported() -> None:
    found = {
        ".".join(path.with_suffix("").parts)
        for path, tree in modules("tasks")
        if any(called_name(node) in DECORATORS for node in ast.walk(tree))
    }
    assert found == set(schedule.MODULES)


def test_every_task_has_an_explicit_name() -> None:
    nameless = [
        f"{path}: {function.name}"
        for path, tree in modules()
        for function in ast.walk(tree)
        if isinstance(function, ast.FunctionDef)
        for decorator in function.decorator_list
        if _makes_a_task(decorator) and not _names_it(decorator)
    ]
    assert nameless == []


def test_no_two_jobs_share_a_task() -> None:
    assert [
        task for task, times in Counter(j.task for j in schedule.JOBS).items() if times > 1
    ] == []


def test_every_queue_is_consumed() -> None:
    words = shlex.split(read_procfile(ROOT / "Procfile")["worker"])
    # Without a choice of its own a worker consumes every queue the application declares.
    assert not {"-Q", "--queues", "-X", "--exclude-queues"} & set(words)
    assert set(app.amqp.queues) == set(schedule.QUEUES)


def test_every_queue_that_is_woken_has_the_task_that_drains_it() -> None:
    woken = {
        node.args[0].value
        for _, tree in modules("core", "channels", "notifiers", "workflows")
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and ast.unparse(node.func) in {"outbox.wake", "wake"}
        and isinstance(node.args[0], ast.Constant)
    }
    assert woken <= set(schedule.WAKEUPS)


def _makes_a_task(decorator: ast.expr) -> bool:
    target = decorator.func if isinstance(decorator, ast.Call) else decorator
    return ast.unparse(target).rpartition(".")[2] in DECORATORS


def _names_it(decorator: ast.expr) -> bool:
    keywords = decorator.keywords if isinstance(decorator, ast.Call) else []
    return any(keyword.arg == "name" for keyword in keywords)
