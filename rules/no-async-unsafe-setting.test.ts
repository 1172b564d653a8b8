import { createPythonCases } from '../src/dev/python-cases.ts';
import { python } from '../src/dev/testers.ts';
import rule from './no-async-unsafe-setting.ts';

const school = createPythonCases(`from asgiref.sync import sync_to_async
from django.db.models import QuerySet
from school.models import Course, Profile, School, Student
`);

python('django').run('no-async-unsafe-setting', rule, {
  valid: [
    school.valid('the empty value', `import os

os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = ""
`),
    school.valid('read', `import os

print(os.environ.get("DJANGO_ALLOW_ASYNC_UNSAFE"))
`),
    school.valid('deleted', `import os

del os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]
os.environ.pop("DJANGO_ALLOW_ASYNC_UNSAFE", None)
`),
    school.valid('another variable', `import os

os.environ["DJANGO_SETTINGS_MODULE"] = "school.settings"
`),
  ],
  invalid: [
    school.invalid('set', 'unsafeSetting', { setting: 'DJANGO_ALLOW_ASYNC_UNSAFE' }, `import os

«os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"]» = "true"
`),
    school.invalid('set where it is not', 'unsafeSetting', { setting: 'DJANGO_ALLOW_ASYNC_UNSAFE' }, `import os

os.environ.«setdefault»("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
`),
    school.invalid('putenv', 'unsafeSetting', { setting: 'DJANGO_ALLOW_ASYNC_UNSAFE' }, `import os

os.«putenv»("DJANGO_ALLOW_ASYNC_UNSAFE", "1")
`),
    school.invalid('among others', 'unsafeSetting', { setting: 'DJANGO_ALLOW_ASYNC_UNSAFE' }, `import os

os.environ.«update»({"DJANGO_ALLOW_ASYNC_UNSAFE": "1"})
`),
    school.invalid('by keyword', 'unsafeSetting', { setting: 'DJANGO_ALLOW_ASYNC_UNSAFE' }, `import os

os.environ.«update»(DJANGO_ALLOW_ASYNC_UNSAFE="1")
`),
    school.invalid('a value that says no', 'unsafeSetting', { setting: 'DJANGO_ALLOW_ASYNC_UNSAFE' }, `from os import environ

«environ["DJANGO_ALLOW_ASYNC_UNSAFE"]» = "0"
`),
    school.invalid('in a test', 'unsafeSetting', { setting: 'DJANGO_ALLOW_ASYNC_UNSAFE' }, `def test_a(monkeypatch):
    monkeypatch.«setenv»("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
`),
  ],
});
