import { BUILTIN_COLLECTIONS } from './builtin-collections.ts';
import { BUILTIN_FUNCTIONS } from './builtin-functions.ts';
import { BUILTIN_TYPES } from './builtin-types.ts';
import type { StubModule } from '../../analysis/stubs.ts';

export const stubs: readonly StubModule[] = [{ module: 'builtins', text: BUILTIN_TYPES + BUILTIN_COLLECTIONS + BUILTIN_FUNCTIONS }];
