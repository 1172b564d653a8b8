import { resolve } from 'node:path';
import { Linter } from 'eslint';
import { afterAll, describe, expect, it } from 'vitest';
import { createTemporaryFolder } from '../dev/temporary-folder.ts';
import plugin from '../index.ts';

const PACKAGES = '.venv/lib/python3.11/site-packages';
const MODELS = `from asgiref.sync import sync_to_async
from django.db import models

class Visitor(models.Model):
    badge = models.CharField(max_length=20)

    @classmethod
    @sync_to_async
    def is_barred(cls, badge):
        return cls.objects.filter(badge=badge).exists()

    @classmethod
    @sync_to_async
    def by_badge(cls):
        return {visitor.badge: visitor for visitor in cls.objects.all()}
`;

const gate = createTemporaryFolder({
  'pyproject.toml': '[project]\nname = "gate"\ndependencies = ["django==4.2", "gate-models"]\n',
  '.venv/pyvenv.cfg': '',
  [`${PACKAGES}/gate_models/__init__.py`]: '',
  [`${PACKAGES}/gate_models/models.py`]: MODELS,
});

afterAll(() => {
  gate.remove();
});

function lint(...lines: readonly string[]): readonly string[] {
  const text = `from gate_models.models import Visitor\n\nclass Gate:\n    async def enter(self, badge):\n${lines.map((line) => `        ${line}\n`).join('')}`;
  return new Linter({ cwd: gate.path }).verify(text, plugin.configs.django, { filename: resolve(gate.at('gate/door.py')) }).map(({ line, ruleId }) => `${String(line)} ${ruleId ?? ''}`);
}

describe('models of a package that a project has installed', () => {
  it('have methods that a thread runs', () => {
    expect(lint('if Visitor.is_barred(badge):', '    return False')).toEqual(['5 async-orm/no-floating-query']);
    expect(lint('if not await Visitor.is_barred(badge):', '    return True')).toEqual([]);
  });

  it('are queried like those of the project', () => {
    expect(lint('return Visitor.objects.get(badge=badge)')).toEqual(['5 async-orm/no-sync-query-in-async']);
    expect(lint('visitors = await Visitor.by_badge()', 'return visitors[badge]')).toEqual([]);
  });
});
