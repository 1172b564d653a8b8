import type { StubModule } from '../../../analysis/stubs.ts';

const METHODS = {
  authenticate: ['request: Any, **credentials: Any', 'AuthUser | None'],
  get_user: ['user_id: Any', 'AuthUser | None'],
  get_user_permissions: ['user_obj: Any, obj: Any = None', 'set[str]'],
  get_group_permissions: ['user_obj: Any, obj: Any = None', 'set[str]'],
  get_all_permissions: ['user_obj: Any, obj: Any = None', 'set[str]'],
  has_perm: ['user_obj: Any, perm: str, obj: Any = None', 'bool'],
  has_module_perms: ['user_obj: Any, app_label: str', 'bool'],
  configure_user: ['request: Any, user: Any, created: bool = True', 'AuthUser'],
} as const;

/** Methods of a backend with the twins that 5.2 brought. */
function defineMethods(names: string): string {
  return names
    .split(' ')
    .map((name) => {
      const [parameters, result] = METHODS[name as keyof typeof METHODS];
      return `    @query\n    def ${name}(self, ${parameters}) -> ${result}: ...\n    @query\n    @since('5.2')\n    async def a${name}(self, ${parameters}) -> ${result}: ...\n`;
    })
    .join('');
}

// https://docs.djangoproject.com/en/stable/ref/contrib/auth/#module-django.contrib.auth.backends
export const stubs: readonly StubModule[] = [
  {
    module: 'django.contrib.auth.backends',
    text: String.raw`
from typing import Any

from django.contrib.auth import AuthUser
from django.db.models.query import QuerySet

class BaseBackend:
${defineMethods('authenticate get_user get_user_permissions get_group_permissions get_all_permissions has_perm')}
class ModelBackend(BaseBackend):
${defineMethods('has_module_perms')}
    def user_can_authenticate(self, user: Any) -> bool: ...
    @lazy
    def with_perm(self, perm: Any, is_active: bool = True, include_superusers: bool = True, obj: Any = None) -> QuerySet[Any]: ...
class AllowAllUsersModelBackend(ModelBackend): ...
class RemoteUserBackend(ModelBackend):
    create_unknown_user: bool
    def clean_username(self, username: str) -> str: ...
${defineMethods('configure_user')}
`,
  },
];
