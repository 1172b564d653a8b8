import type { StubModule } from '../analysis/stubs.ts';
import { stubs as adrf } from './adrf.ts';
import { stubs as aiogram } from './aiogram.ts';
import { stubs as aiohttp } from './aiohttp.ts';
import { stubs as anyio } from './anyio.ts';
import { stubs as ariadne } from './ariadne.ts';
import { stubs as asgiref } from './asgiref.ts';
import { stubs as celery } from './celery.ts';
import { stubs as channels } from './channels.ts';
import { stubs as discord } from './discord.ts';
import { stubs as djangoBolt } from './django-bolt.ts';
import { stubs as djangoStubsExt } from './django-stubs-ext.ts';
import { stubs as drf } from './drf.ts';
import { stubs as fastapi } from './fastapi.ts';
import { stubs as graphene } from './graphene.ts';
import { stubs as langchain } from './langchain.ts';
import { stubs as ninja } from './ninja.ts';
import { stubs as ninjaExtra } from './ninja-extra.ts';
import { stubs as starlette } from './starlette.ts';
import { stubs as strawberry } from './strawberry.ts';
import { stubs as temporal } from './temporal.ts';
import { stubs as tenacity } from './tenacity.ts';

/** What frameworks beside the ORM do with functions, coroutines and querysets. */
export const FRAMEWORK_STUBS: readonly StubModule[] = [
  adrf,
  aiogram,
  aiohttp,
  anyio,
  ariadne,
  asgiref,
  celery,
  channels,
  discord,
  djangoBolt,
  djangoStubsExt,
  drf,
  fastapi,
  graphene,
  langchain,
  ninja,
  ninjaExtra,
  starlette,
  strawberry,
  temporal,
  tenacity,
].flat();
