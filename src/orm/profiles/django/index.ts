import type { StubModule } from '../../../analysis/stubs.ts';
import { stubs as auth } from './auth.ts';
import { stubs as authBackends } from './auth-backends.ts';
import { stubs as contrib } from './contrib.ts';
import { stubs as core } from './core.ts';
import { stubs as decorators } from './decorators.ts';
import { stubs as expressions } from './expressions.ts';
import { stubs as fields } from './fields.ts';
import { stubs as forms } from './forms.ts';
import { stubs as http } from './http.ts';
import { stubs as managers } from './managers.ts';
import { stubs as models } from './models.ts';
import { stubs as paginator } from './paginator.ts';
import { stubs as project } from './project.ts';
import { stubs as query } from './query.ts';
import { stubs as sessions } from './sessions.ts';
import { stubs as shortcuts } from './shortcuts.ts';
import { stubs as signals } from './signals.ts';
import { stubs as testing } from './testing.ts';
import { stubs as transaction } from './transaction.ts';
import { stubs as views } from './views.ts';

/** What Django does, version by version. */
export const DJANGO_STUBS: readonly StubModule[] = [
  auth,
  authBackends,
  contrib,
  core,
  decorators,
  expressions,
  fields,
  forms,
  http,
  managers,
  models,
  paginator,
  project,
  query,
  sessions,
  shortcuts,
  signals,
  testing,
  transaction,
  views,
].flat();
