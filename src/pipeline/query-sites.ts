import type { Configuration } from '../analysis/configuration.ts';
import type { FileAnalysis, FrontEnd } from '../analysis/front-end.ts';
import type { Knowledge } from '../analysis/knowledge.ts';
import { createKnowledge } from '../orm/knowledge.ts';
import { FRAMEWORK_STUBS } from '../frameworks/index.ts';
import { SERVED_FUNCTIONS } from '../frameworks/served.ts';
import { python } from '../python/front-end.ts';
import { LIBRARY_STUBS } from '../python/library/index.ts';
import { typescript } from '../typescript/front-end.ts';

const FRONT_ENDS: readonly FrontEnd[] = [typescript, python];
const NOTHING: FileAnalysis = { sites: [], handlers: () => [], notices: [] };

const analyses = new WeakMap<object, FileAnalysis>();
const knowledge = new WeakMap<Configuration, Knowledge>();

/** What the rules read of one file; the first rule computes it for all. */
export function analyze(source: object, configuration: Configuration, directory: string): FileAnalysis {
  let analysis = analyses.get(source);
  if (!analysis) {
    const frontEnd = FRONT_ENDS.find((candidate) => candidate.accepts(source));
    analysis = frontEnd?.analyze(source, getKnowledge(configuration), directory) ?? NOTHING;
    analyses.set(source, analysis);
  }
  return analysis;
}

function getKnowledge(configuration: Configuration): Knowledge {
  let known = knowledge.get(configuration);
  if (!known) knowledge.set(configuration, (known = createKnowledge(configuration, [...LIBRARY_STUBS, ...FRAMEWORK_STUBS], SERVED_FUNCTIONS)));
  return known;
}
