import type { ReceiverDeclaration } from '../analysis/signature.ts';
import type { TwinConvention } from '../analysis/twin-convention.ts';
import { listTwins } from './classify.ts';
import { splitWords } from './words.ts';

// Two pairs happen by chance (`close` and `read` of a Node directory handle); three are a design.
const ENOUGH_TWINS = 3;
// Validators (`parse`/`parseAsync`) and template engines pair their methods too, so the pairs must also be about rows.
const ENOUGH_ABOUT_ROWS = 2;
const ABOUT_ROWS = new Set(
  `aggregate all batch begin bulk commit count create delete each earliest exec execute exists fetch find first get
   insert last latest load lookup prepare put query refresh remove reset rollback row rows run save select sql step store
   sum transaction update upsert values`.split(/\s+/u),
);
// The clocks of test runners run all timers in two ways, and no database has any.
const ABOUT_TIME = /(?:^|_)(?:clock|ticks?|timers?)(?:_|$)/u;
const ABOUT_FILES = /(?:^|_)(?:chmod|copy|dir|directory|file|mkdir|move|path|read|rename|stat|symlink|write)/u;

/** May names alone belong to such a type? Most packages are left alone after this. */
export function maybeSelfDescribing(names: ReadonlySet<string>, conventions: readonly TwinConvention[]): boolean {
  return conventions.some((convention) =>
    arePairsOfDatabase([...names].filter((name) => {
      const twin = convention.asyncName(name);
      return twin !== undefined && names.has(twin);
    })),
  );
}

/** Do the declarations of a type show twins enough, and of the kind that a database has? */
export function isSelfDescribing(receiver: ReceiverDeclaration, conventions: readonly TwinConvention[]): boolean {
  return conventions.some((convention) => arePairsOfDatabase(listTwins(receiver, convention)));
}

function arePairsOfDatabase(names: readonly string[]): boolean {
  if (names.length < ENOUGH_TWINS) return false;
  const words = names.map((name) => splitWords(name));
  if (words.some((parts) => ABOUT_TIME.test(parts.join('_')))) return false;
  const aboutRows = words.filter((parts) => parts.some((part) => ABOUT_ROWS.has(part))).length;
  const aboutFiles = words.filter((parts) => ABOUT_FILES.test(parts.join('_'))).length;
  return aboutRows >= ENOUGH_ABOUT_ROWS && aboutFiles < aboutRows;
}
