import type { StubModule } from '../analysis/stubs.ts';

// https://github.com/typeddjango/django-stubs/tree/master/ext: names that projects use in annotations.
export const stubs: readonly StubModule[] = [
  {
    module: 'django_stubs_ext.db.models.manager',
    text: 'from django.contrib.contenttypes.fields import GenericRelatedObjectManager\nfrom django.db.models.fields.related_descriptors import ManyRelatedManager, RelatedManager\n',
  },
  { module: 'django_stubs_ext', text: 'from typing import Any\n\ndef monkeypatch(**kwargs: Any) -> None: ...\n' },
];
