import { DJANGO_STUBS } from './django/index.ts';
import type { Profile } from '../../analysis/profile.ts';

export default {
  name: 'django',
  packages: ['django'],
  unsafeSettings: ['DJANGO_ALLOW_ASYNC_UNSAFE'],
  users: { setting: 'AUTH_USER_MODEL', model: 'django.contrib.auth.models.User', label: 'auth' },
  opener: { module: 'django.db', name: 'transaction', member: 'atomic' },
  // https://github.com/rednaks/django-async-orm
  patchedBy: ['django_async_orm'],
  parameters: [
    {
      name: 'request',
      type: 'django.http.HttpRequest',
      beside: ['django.http', 'django.shortcuts', 'django.views', 'django.template.response', 'django.contrib.auth', 'django.urls'],
      notBeside: ['aiohttp', 'channels', 'django_bolt', 'fastapi', 'flask', 'graphene', 'litestar', 'quart', 'rest_framework', 'sanic', 'starlette', 'strawberry'],
      response: 'django.http.HttpResponse',
    },
  ],
  stubs: DJANGO_STUBS,
} satisfies Profile;
