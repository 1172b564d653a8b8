import type { StubModule } from '../../../analysis/stubs.ts';

const FIELDS =
  'BooleanField CharField ChoiceField ComboField DateField DateTimeField DecimalField DurationField EmailField FileField FilePathField FloatField GenericIPAddressField ImageField IntegerField JSONField MultiValueField MultipleChoiceField NullBooleanField RegexField SlugField SplitDateTimeField TimeField TypedChoiceField TypedMultipleChoiceField URLField UUIDField';
const WIDGETS =
  'CheckboxInput CheckboxSelectMultiple ClearableFileInput DateInput DateTimeInput EmailInput FileInput HiddenInput Media MultiWidget MultipleHiddenInput NullBooleanSelect NumberInput PasswordInput RadioSelect Select SelectDateWidget SelectMultiple SplitDateTimeWidget TextInput Textarea TimeInput URLInput';

// https://docs.djangoproject.com/en/stable/ref/forms/api/#outputting-forms-as-html
const RENDERING = '__str__ __html__ as_div as_p as_table as_ul render';

const EMPTY = 'def __init__(self, *args: Any, **kwargs: Any) -> None: ...';

function defineClasses(names: string, base: string): string {
  return names
    .split(' ')
    .map((name) => `class ${name}(${base}):\n    ${EMPTY}\n`)
    .join('');
}

// https://docs.djangoproject.com/en/stable/topics/forms/modelforms/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.forms.forms',
    text: String.raw`
from typing import Any

# A form asks the database through fields whose choices are rows, and through what the project adds.
class BaseForm:
    data: Any
    files: Any
    fields: dict[str, Any]
    initial: dict[str, Any]
    is_bound: bool
    cleaned_data: dict[str, Any]
    def __init__(self, data: Any = None, files: Any = None, auto_id: Any = None, prefix: str | None = None, initial: Any = None, error_class: Any = None, label_suffix: str | None = None, empty_permitted: bool = False, field_order: Any = None, use_required_attribute: bool | None = None, renderer: Any = None) -> None: ...
    @query(when='model-bound')
    @runs('clean', 'clean_*')
    @property
    def errors(self) -> Any: ...
    @property
    def changed_data(self) -> list[str]: ...
    @query(when='model-bound')
    @runs('clean', 'clean_*')
    def is_valid(self) -> bool: ...
    @query(when='model-bound')
    @runs('clean', 'clean_*')
    def full_clean(self) -> None: ...
${RENDERING.split(' ')
  .map((name) => `    @query(when='choices')\n    def ${name}(self) -> str: ...\n`)
  .join('')}
    def has_changed(self) -> bool: ...
class Form(BaseForm): ...
`,
  },
  {
    module: 'django.forms.models',
    text: String.raw`
from typing import Any

from django.db.models.query import QuerySet
from django.forms.fields import ChoiceField, Field
from django.forms.forms import BaseForm

@generic_meta('model')
class BaseModelForm[M](BaseForm):
    instance: M
    def __init__(self, data: Any = None, files: Any = None, auto_id: Any = None, prefix: str | None = None, initial: Any = None, error_class: Any = None, label_suffix: str | None = None, empty_permitted: bool = False, instance: M | None = None, use_required_attribute: bool | None = None, renderer: Any = None) -> None: ...
    @query
    def validate_unique(self) -> None: ...
    @since('6.0')
    @query
    def validate_constraints(self) -> None: ...
    @query(write='update', unless='commit=False')
    def save(self, commit: bool = True) -> M: ...

@generic_meta('model')
class ModelForm[M](BaseModelForm[M]): ...

class BaseModelFormSet:
    def __init__(self, data: Any = None, files: Any = None, auto_id: Any = None, prefix: str | None = None, queryset: Any = None, *, initial: Any = None, **kwargs: Any) -> None: ...
    @query
    @property
    def errors(self) -> list[Any]: ...
    @query
    def __iter__(self) -> Any: ...
    @query
    def __len__(self) -> int: ...
    @query
    def __getitem__(self, index: int) -> Any: ...
    @query
    @property
    def management_form(self) -> Any: ...
    @query
    @property
    def extra_forms(self) -> list[Any]: ...
    @query
    @property
    def forms(self) -> list[Any]: ...
    @query
    @property
    def initial_forms(self) -> list[Any]: ...
    @query
    def full_clean(self) -> None: ...
    @query
    def get_queryset(self) -> QuerySet[Any]: ...
    @query
    def initial_form_count(self) -> int: ...
    @query
    def total_form_count(self) -> int: ...
    @query
    def is_valid(self) -> bool: ...
    @query
    def validate_unique(self) -> None: ...
    @query(write='update', unless='commit=False')
    def save(self, commit: bool = True) -> list[Any]: ...
    @query(write='create', unless='commit=False')
    def save_new(self, form: Any, commit: bool = True) -> Any: ...
    @query(write='update', unless='commit=False')
    def save_existing(self, form: Any, obj: Any, commit: bool = True) -> Any: ...
    @query(write='create', unless='commit=False')
    def save_new_objects(self, commit: bool = True) -> list[Any]: ...
    @query(write='update', unless='commit=False')
    def save_existing_objects(self, commit: bool = True) -> list[Any]: ...
    @query(write='delete', unless='commit=False')
    def delete_existing(self, obj: Any, commit: bool = True) -> None: ...
class BaseInlineFormSet(BaseModelFormSet): ...

@of_rows('queryset')
class ModelChoiceField(ChoiceField):
    def __init__(self, queryset: Any, **kwargs: Any) -> None: ...
class ModelMultipleChoiceField(ModelChoiceField): ...
def modelform_factory[M](model: type[M], form: Any = None, fields: Any = None, exclude: Any = None, **kwargs: Any) -> type[ModelForm[M]]: ...
def modelformset_factory(model: Any, **kwargs: Any) -> type[BaseModelFormSet]: ...
def inlineformset_factory(parent_model: Any, model: Any, **kwargs: Any) -> type[BaseInlineFormSet]: ...
def model_to_dict(instance: Any, fields: Any = None, exclude: Any = None) -> dict[str, Any]: ...
`,
  },
  { module: 'django.forms.fields', text: `from typing import Any\n\nclass Field:\n    ${EMPTY}\n    def clean(self, value: Any) -> Any: ...\n${defineClasses(FIELDS, 'Field')}` },
  { module: 'django.forms.widgets', text: `from typing import Any\n\nclass Widget:\n    ${EMPTY}\n${defineClasses(WIDGETS, 'Widget')}` },
  {
    module: 'django.forms',
    text: String.raw`
from django.core.exceptions import ValidationError
from django.forms.fields import *
from django.forms.forms import BaseForm, Form
from django.forms.formsets import BaseFormSet, formset_factory
from django.forms.models import (
    BaseInlineFormSet, BaseModelForm, BaseModelFormSet, ModelChoiceField, ModelForm, ModelMultipleChoiceField, inlineformset_factory, model_to_dict,
    modelform_factory, modelformset_factory,
)
from django.forms.widgets import *
`,
  },
  {
    module: 'django.forms.formsets',
    text: String.raw`
from typing import Any

class BaseFormSet:
    ${EMPTY}
    def is_valid(self) -> bool: ...
def formset_factory(form: Any, **kwargs: Any) -> type[BaseFormSet]: ...
`,
  },
  {
    module: 'django.contrib.auth.forms',
    text: String.raw`
from typing import Any

from django.contrib.auth import AuthUser
from django.forms.forms import Form
from django.forms.models import ModelForm

# Whether the name is taken, the rows tell.
class BaseUserCreationForm(ModelForm):
    @query
    @property
    def errors(self) -> Any: ...
    @query
    def is_valid(self) -> bool: ...
class UserCreationForm(BaseUserCreationForm): ...
class AdminUserCreationForm(UserCreationForm): ...
class UserChangeForm(ModelForm): ...
class AuthenticationForm(Form):
    def __init__(self, request: Any = None, *args: Any, **kwargs: Any) -> None: ...
    @query
    def is_valid(self) -> bool: ...
    def get_user(self) -> AuthUser: ...
class PasswordResetForm(Form):
    @query
    def save(self, **kwargs: Any) -> None: ...
class SetPasswordForm(Form):
    def __init__(self, user: Any, *args: Any, **kwargs: Any) -> None: ...
    @query(write='update', unless='commit=False')
    def save(self, commit: bool = True) -> AuthUser: ...
class PasswordChangeForm(SetPasswordForm): ...
`,
  },
];
