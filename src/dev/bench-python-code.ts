import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeHelpers, writeModel, writeService } from './bench-python-models.ts';
import { writeAdmin, writeTests, writeViews } from './bench-python-views.ts';

const MODELS = ['Customer', 'Product', 'Order', 'Invoice', 'Shipment', 'Review', 'Coupon', 'Warehouse'] as const;

/**
 * Writes a Django application of so many apps, some 2,450 lines each: models that point at one another and at the app before,
 * helpers of several calls, services, async and sync views, admin and tests.
 */
export function writeApplication(folder: string, apps: number): void {
  write(folder, 'manage.py', 'import os\nimport sys\n\nif __name__ == "__main__":\n    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "config.settings")\n');
  write(folder, 'requirements.txt', 'Django==5.2\n');
  write(folder, 'config/__init__.py', '');
  write(folder, 'config/settings.py', `AUTH_USER_MODEL = "auth.User"\nINSTALLED_APPS = [${Array.from({ length: apps }, (_, app) => `"${getName(app)}"`).join(', ')}]\n`);
  for (let app = 0; app < apps; app++) writeApp(folder, app);
}

function writeApp(folder: string, app: number): void {
  const name = getName(app);
  const before = app > 0 ? getName(app - 1) : undefined;
  const each = (template: (model: string, other: string, index: number) => string): string =>
    MODELS.map((model, index) => template(model, MODELS[(index + MODELS.length - 1) % MODELS.length] ?? model, index)).join('\n\n');
  write(folder, `${name}/__init__.py`, '');
  write(folder, `${name}/models.py`, `from django.conf import settings\nfrom django.db import models\n\n\n${each((model, other, index) => writeModel(model, other, index === 0 && before !== undefined ? `"${before}.Order"` : `"${other}"`))}`);
  write(folder, `${name}/helpers.py`, `import logging\n\nfrom django.db import transaction\n\nfrom ${name}.models import ${MODELS.join(', ')}\n\nlogger = logging.getLogger(__name__)\n\n\n${each(writeHelpers)}`);
  write(folder, `${name}/services.py`, `import asyncio\nfrom asgiref.sync import sync_to_async\nfrom django.db import transaction\nfrom django.db.models import Count, Q\n\nfrom ${name} import helpers\nfrom ${name}.models import ${MODELS.join(', ')}\n${before === undefined ? '' : `from ${before} import services as earlier\n`}\n\n${each((model, other) => writeService(model, other, before !== undefined))}`);
  write(folder, `${name}/views.py`, `import json\n\nfrom asgiref.sync import sync_to_async\nfrom django.http import Http404, HttpRequest, JsonResponse\nfrom django.views import View\nfrom django.views.decorators.http import require_GET\n\nfrom . import helpers, services\nfrom .models import ${MODELS.join(', ')}\n\n\n${each(writeViews)}`);
  write(folder, `${name}/admin.py`, `from django.contrib import admin\n\nfrom .models import ${MODELS.join(', ')}\n\n\n${each(writeAdmin)}`);
  write(folder, `${name}/tests/__init__.py`, '');
  write(folder, `${name}/tests/test_services.py`, `from django.test import TestCase\n\nfrom ${name} import helpers, services\nfrom ${name}.models import ${MODELS.join(', ')}\n\n\n${each(writeTests)}`);
}

function getName(app: number): string {
  return `app_${String(app).padStart(3, '0')}`;
}

function write(folder: string, path: string, text: string): void {
  mkdirSync(join(folder, path, '..'), { recursive: true });
  writeFileSync(join(folder, path), text);
}
