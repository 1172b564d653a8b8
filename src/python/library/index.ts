import type { StubModule } from '../../analysis/stubs.ts';
import { stubs as asyncio } from './asyncio.ts';
import { stubs as asyncioPrimitives } from './asyncio-primitives.ts';
import { stubs as builtins } from './builtins.ts';
import { stubs as concurrent } from './concurrent.ts';
import { stubs as contextlib } from './contextlib.ts';
import { stubs as functools } from './functools.ts';
import { stubs as plain } from './plain.ts';
import { stubs as serialization } from './serialization.ts';
import { stubs as typing } from './typing.ts';

/** What the standard library does with functions, coroutines and iterables. */
export const LIBRARY_STUBS: readonly StubModule[] = [builtins, asyncio, asyncioPrimitives, concurrent, contextlib, functools, plain, serialization, typing].flat();
