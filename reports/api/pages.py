"""The description as its Thai page shows it."""

import json
from dataclasses import dataclass

from reports.api.operations import OPERATIONS, Operation
from reports.api.problems import BAD_REQUEST, GONE, NOT_ALLOWED, NOT_FOUND, NOT_READY, Kind
from reports.open_data.columns import Column


@dataclass(frozen=True)
class FieldGroup:
    """Columns of the answer, or of the list inside it that `name` names."""

    name: str
    meaning: str
    columns: tuple[Column, ...]


@dataclass(frozen=True)
class OperationPage:
    operation: Operation
    fields: list[FieldGroup]
    example: str

    @property
    def parameters(self):
        return (*self.operation.place, *self.operation.parameters)


def operation_pages() -> list[OperationPage]:
    return [operation_page(operation) for operation in OPERATIONS]


def operation_page(operation) -> OperationPage:
    answer = operation.answer
    groups = [FieldGroup("", "", answer.columns), *(FieldGroup(**vars(part)) for part in answer.parts)]
    return OperationPage(operation, groups, json.dumps(answer.example, ensure_ascii=False, indent=2))


def problem_kinds() -> tuple[Kind, ...]:
    return (BAD_REQUEST, NOT_FOUND, NOT_ALLOWED, GONE, NOT_READY)
