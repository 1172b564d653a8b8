import type { StubModule } from '../../../analysis/stubs.ts';

/** @example defineClasses('Count Sum', 'Aggregate') // two classes on the base Aggregate */
function defineClasses(names: string, base = 'object'): string {
  return names
    .split(' ')
    .map((name) => `class ${name}(${base}):\n    def __init__(self, *args: Any, **kwargs: Any) -> None: ...\n`)
    .join('');
}

// https://docs.djangoproject.com/en/stable/ref/models/expressions/: parts of a query, which read nothing themselves.
export const stubs: readonly StubModule[] = [
  {
    module: 'django.db.models.expressions',
    text: String.raw`
from typing import Any

class Combinable:
    def __add__(self, other: Any) -> Combinable: ...
    def __sub__(self, other: Any) -> Combinable: ...
    def __mul__(self, other: Any) -> Combinable: ...
    def __truediv__(self, other: Any) -> Combinable: ...
    def __or__(self, other: Any) -> Combinable: ...
    def __and__(self, other: Any) -> Combinable: ...
    def asc(self, **kwargs: Any) -> OrderBy: ...
    def desc(self, **kwargs: Any) -> OrderBy: ...
${defineClasses('BaseExpression Expression', 'Combinable')}
${defineClasses('F', 'Combinable')}
${defineClasses('OuterRef ResolvedOuterRef', 'F')}
${defineClasses('Case CombinedExpression ExpressionList ExpressionWrapper Func OrderBy RawSQL RowRange Subquery Value ValueRange When Window WindowFrame WindowFrameExclusion', 'Expression')}
${defineClasses('Exists', 'Subquery')}
`,
  },
  {
    module: 'django.db.models.aggregates',
    text: String.raw`
from typing import Any

from django.db.models.expressions import Func

${defineClasses('Aggregate', 'Func')}
${defineClasses('AnyValue Avg Count Max Min StdDev StringAgg Sum Variance', 'Aggregate')}
`,
  },
  {
    module: 'django.db.models.lookups',
    text: `from typing import Any\n\nfrom django.db.models.expressions import Expression, Func\n\n${defineClasses('Lookup', 'Expression')}${defineClasses('Transform', 'Func')}`,
  },
  { module: 'django.db.models.indexes', text: `from typing import Any\n\n${defineClasses('Index')}` },
  {
    module: 'django.db.models.constraints',
    text: `from typing import Any\n\n${defineClasses('BaseConstraint Deferrable')}${defineClasses('CheckConstraint UniqueConstraint', 'BaseConstraint')}`,
  },
  {
    module: 'django.db.models.query_utils',
    text: String.raw`
from typing import Any, Self

class Q:
    def __init__(self, *args: Any, **kwargs: Any) -> None: ...
    def __or__(self, other: Any) -> Self: ...
    def __and__(self, other: Any) -> Self: ...
    def __xor__(self, other: Any) -> Self: ...
    def __invert__(self) -> Self: ...

${defineClasses('FilteredRelation')}
`,
  },
  {
    module: 'django.db.models.deletion',
    text: String.raw`
from typing import Any

class ProtectedError(Exception): ...
class RestrictedError(Exception): ...
def CASCADE(collector: Any, field: Any, sub_objs: Any, using: str) -> None: ...
def DO_NOTHING(collector: Any, field: Any, sub_objs: Any, using: str) -> None: ...
def PROTECT(collector: Any, field: Any, sub_objs: Any, using: str) -> None: ...
def RESTRICT(collector: Any, field: Any, sub_objs: Any, using: str) -> None: ...
def SET_DEFAULT(collector: Any, field: Any, sub_objs: Any, using: str) -> None: ...
def SET_NULL(collector: Any, field: Any, sub_objs: Any, using: str) -> None: ...
def SET(value: Any) -> Any: ...
`,
  },
  {
    module: 'django.db.models.enums',
    text: String.raw`
from enum import Enum, IntEnum
from typing import Any

class Choices(Enum):
    label: str
    choices: list[tuple[Any, Any]]
    labels: list[str]
    values: list[Any]
    names: list[str]
class IntegerChoices(Choices, IntEnum): ...
class TextChoices(Choices, str): ...
`,
  },
];
