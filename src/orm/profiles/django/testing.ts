import type { StubModule } from '../../../analysis/stubs.ts';

const VERBS = 'delete generic get head options patch post put request trace';

/** The requests of a test client. */
function defineRequests(head: string): string {
  return VERBS.split(' ')
    .map((name) => `    ${head} ${name}(self, *args: Any, **kwargs: Any) -> Any: ...\n`)
    .join('');
}

const ASSERTIONS =
  'assertEqual assertNotEqual assertIs assertIsNot assertIsNone assertIsNotNone assertIsInstance assertNotIsInstance assertAlmostEqual assertGreater assertGreaterEqual assertLess assertLessEqual';
const RESPONSE_ASSERTIONS = 'assertContains assertNotContains assertRedirects assertTemplateUsed assertHTMLEqual assertJSONEqual assertFormError';

/** Checks of values that are what they are, and of responses. */
function defineAssertions(names: string): string {
  return names
    .split(' ')
    .map((name) => `    def ${name}(self, *args: Any, **kwargs: Any) -> None: ...\n`)
    .join('');
}

// https://docs.djangoproject.com/en/stable/topics/testing/tools/
export const stubs: readonly StubModule[] = [
  {
    module: 'django.test.client',
    text: String.raw`
from typing import Any

from django.contrib.sessions.backends.base import SessionBase

class RequestFactory:
    def __init__(self, **defaults: Any) -> None: ...
${defineRequests('def')}
class AsyncRequestFactory(RequestFactory): ...

class ClientMixin:
    cookies: Any
    def store_exc_info(self, **kwargs: Any) -> None: ...
    def check_exception(self, response: Any) -> None: ...
    # It saves one only where no cookie names one, which nobody can tell from the source.
    @query(when='cookieless')
    @property
    def session(self) -> SessionBase: ...
    @query
    @since('5.0')
    async def asession(self) -> SessionBase: ...
    @query(write='update')
    def login(self, **credentials: Any) -> bool: ...
    @query(write='update')
    @since('5.0')
    async def alogin(self, **credentials: Any) -> bool: ...
    @query(write='update')
    def force_login(self, user: Any, backend: str | None = None) -> None: ...
    @query(write='update')
    @since('5.0')
    async def aforce_login(self, user: Any, backend: str | None = None) -> None: ...
    @query(write='update')
    def logout(self) -> None: ...
    @query(write='update')
    @since('5.0')
    async def alogout(self) -> None: ...

class Client(ClientMixin):
    def __init__(self, enforce_csrf_checks: bool = False, raise_request_exception: bool = True, *, headers: Any = None, **defaults: Any) -> None: ...
${defineRequests('@blocking\n    def')}
class AsyncClient(ClientMixin):
    def __init__(self, enforce_csrf_checks: bool = False, raise_request_exception: bool = True, *, headers: Any = None, **defaults: Any) -> None: ...
${defineRequests('async def')}
`,
  },
  {
    module: 'unittest',
    text: String.raw`
from typing import Any

class TestCase:
    maxDiff: int | None
    def setUp(self) -> None: ...
    def tearDown(self) -> None: ...
    @classmethod
    def setUpClass(cls) -> None: ...
    @classmethod
    def tearDownClass(cls) -> None: ...
    def fail(self, msg: Any = None) -> None: ...
    def skipTest(self, reason: Any) -> None: ...
    def subTest(self, msg: Any = None, **params: Any) -> Any: ...
    # Without a callable it is a context manager.
    @calls('callable')
    def assertRaises(self, expected_exception: Any, callable: Any = None, *args: Any, **kwargs: Any) -> Any: ...
    @evaluates('first', 'second')
    def assertCountEqual(self, first: Any, second: Any, msg: Any = None) -> None: ...
    @evaluates('container', by='__contains__')
    def assertIn(self, member: Any, container: Any, msg: Any = None) -> None: ...
    @evaluates('container', by='__contains__')
    def assertNotIn(self, member: Any, container: Any, msg: Any = None) -> None: ...
    @evaluates('expr', by='__bool__')
    def assertTrue(self, expr: Any, msg: Any = None) -> None: ...
    @evaluates('expr', by='__bool__')
    def assertFalse(self, expr: Any, msg: Any = None) -> None: ...
${defineAssertions(ASSERTIONS)}
class IsolatedAsyncioTestCase(TestCase):
    async def asyncSetUp(self) -> None: ...
    async def asyncTearDown(self) -> None: ...
`,
  },
  {
    module: 'django.test.testcases',
    text: String.raw`
import unittest
from typing import Any

from django.test.client import AsyncClient, Client
from django.test.utils import CaptureQueriesContext

class SimpleTestCase(unittest.TestCase):
    client: Client
    async_client: AsyncClient
    client_class: Any
    async_client_class: Any
    databases: Any
    @calls('callable')
    def assertRaisesMessage(self, expected_exception: Any, expected_message: str, callable: Any = None, *args: Any, **kwargs: Any) -> Any: ...
${defineAssertions(RESPONSE_ASSERTIONS)}
class TransactionTestCase(SimpleTestCase):
    fixtures: Any
    def assertNumQueries(self, num: int, func: Any = None, *args: Any, using: str = 'default', **kwargs: Any) -> CaptureQueriesContext: ...
    @evaluates('qs')
    def assertQuerySetEqual(self, qs: Any, values: Any, transform: Any = None, ordered: bool = True, msg: str | None = None) -> None: ...
class TestCase(TransactionTestCase):
    @classmethod
    def setUpTestData(cls) -> None: ...
    @classmethod
    def captureOnCommitCallbacks(cls, *, using: str = 'default', execute: bool = False) -> Any: ...
class LiveServerTestCase(TransactionTestCase):
    live_server_url: str
`,
  },
  {
    module: 'django.test.utils',
    text: String.raw`
from collections.abc import Callable
from typing import Any, Self

class CaptureQueriesContext:
    def __init__(self, connection: Any) -> None: ...
    # It connects, so that nothing of that is counted.
    @query
    def __enter__(self) -> Self: ...
    def __exit__(self, exc_type: Any, exc_value: Any, traceback: Any) -> None: ...
    def __len__(self) -> int: ...
@decorates(returns='callable', keeps='async')
def override_settings[F](**kwargs: Any) -> Callable[[F], F]: ...
@decorates(returns='callable', keeps='async')
def modify_settings[F](*args: Any, **kwargs: Any) -> Callable[[F], F]: ...
@decorates(returns='callable', keeps='async')
def tag[F](*tags: str) -> Callable[[F], F]: ...
`,
  },
  {
    module: 'django.test',
    text: String.raw`
from django.test.client import AsyncClient, AsyncRequestFactory, Client, RequestFactory
from django.test.testcases import LiveServerTestCase, SimpleTestCase, TestCase, TransactionTestCase
from django.test.utils import modify_settings, override_settings, tag
`,
  },
];
