"""Plans of other fields and bodies, in other styles: each draft holds what is stated beside the plan, and nothing else."""

import pytest

from plan_reading.base.draft import PlanDraft
from plan_reading.read_plan import read_plan
from tests.plan_reading.examples.documents import DOCUMENTS
from tests.plan_reading.examples.expected import Example
from tests.plan_reading.examples.texts import TEXTS

EXAMPLES = {example.name: example for example in (*TEXTS, *DOCUMENTS)}


@pytest.fixture(scope="module")
def drafts() -> dict[str, PlanDraft]:
    return {name: read_plan(example.file()) for name, example in EXAMPLES.items()}


@pytest.fixture(params=EXAMPLES, ids=EXAMPLES)
def example(request) -> Example:
    return EXAMPLES[request.param]


def names(bodies):
    return tuple(body.name for body in bodies)


def test_each_duty_is_a_draft_and_nothing_else_is(example, drafts):
    draft = drafts[example.name]
    quotes = [task.quote for task in draft.tasks]

    assert [quote[: len(duty.begins)] for quote, duty in zip(quotes, example.duties, strict=False)] == [
        duty.begins for duty in example.duties
    ], quotes
    assert quotes[len(example.duties) :] == []


def test_each_duty_says_who_and_when(example, drafts):
    for task, duty in zip(drafts[example.name].tasks, example.duties, strict=True):
        assert names(task.lead) == duty.lead, task.quote
        if duty.coordinating is not None:
            assert names(task.coordinating) == duty.coordinating, task.quote
        assert names(task.supervising) == duty.supervising, task.quote
        assert (task.due.isoformat() if task.due else None) == duty.due, task.quote
        assert task.mode.value == duty.mode, task.quote
        if duty.recurrence is not None:
            assert task.recurrence.value == duty.recurrence, task.quote
        if duty.product is not None:
            assert task.product == duty.product, task.quote


def test_quotes_and_evidence_stand_in_the_text(example, drafts):
    draft = drafts[example.name]
    for task in draft.tasks:
        assert draft.text[task.start : task.end] == task.quote
        for evidence in (task.due_evidence, task.product_evidence, task.recurrence_evidence):
            assert evidence is None or draft.text[evidence.start : evidence.end].strip()


def test_the_head_is_read(example, drafts):
    head = drafts[example.name].head

    def value(field):
        return None if field is None else field.value

    read = {
        "number": value(head.number),
        "date": head.issued_on.isoformat() if head.issued_on else None,
        "main_directive": value(head.main_directive),
        "replaces": value(head.replaces),
    }
    assert read == {name: getattr(example, name) for name in read}
    for name in ("issuer", "signer", "title", "reporting"):
        if getattr(example, name) is not None:
            assert value(getattr(head, name)) == getattr(example, name)


def test_damage_is_flagged(example, drafts):
    assert set(example.flags) <= {flag.code.value for flag in drafts[example.name].flags}
