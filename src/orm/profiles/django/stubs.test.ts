import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { DJANGO_STUBS } from './index.ts';
import { FRAMEWORK_STUBS } from '../../../frameworks/index.ts';
import { LIBRARY_STUBS } from '../../../python/library/index.ts';
import { parse, type AsyncFunctionDef, type ClassDef, type Expression, type FunctionDef, type Statement } from '../../../python/parser/index.ts';

const STUBS = [...LIBRARY_STUBS, ...DJANGO_STUBS, ...FRAMEWORK_STUBS];
const modules = new Map(STUBS.map(({ module, text }) => [module, parse(text)]));

/** Names by kind, as `name@since-last!`; `!` marks a property. Facts measured on Django 3.2 to 6.1. */
type Kinds = Readonly<Record<string, string>>;
const expected = JSON.parse(readFileSync(new URL('./stubs.expected.json', import.meta.url), 'utf8')) as Record<'classes' | 'functions', Readonly<Record<string, Kinds>>>;

const MODELS = 'django.db.models';
const CLASSES: Readonly<Record<string, string>> = {
  QuerySet: `${MODELS}.query.QuerySet`,
  RawQuerySet: `${MODELS}.query.RawQuerySet`,
  Manager: `${MODELS}.manager.Manager`,
  RelatedManager: `${MODELS}.fields.related_descriptors.RelatedManager`,
  ManyRelatedManager: `${MODELS}.fields.related_descriptors.ManyRelatedManager`,
  GenericRelatedObjectManager: 'django.contrib.contenttypes.fields.GenericRelatedObjectManager',
  Model: `${MODELS}.base.Model`,
  SessionBase: 'django.contrib.sessions.backends.db.SessionStore',
  User: 'django.contrib.auth.models.AbstractUser',
  AnonymousUser: 'django.contrib.auth.models.AnonymousUser',
  BaseUserManager: 'django.contrib.auth.models.UserManager',
  GroupManager: 'django.contrib.auth.models.GroupManager',
  PermissionManager: 'django.contrib.auth.models.PermissionManager',
  BaseBackend: 'django.contrib.auth.backends.BaseBackend',
  ModelBackend: 'django.contrib.auth.backends.ModelBackend',
  RemoteUserBackend: 'django.contrib.auth.backends.RemoteUserBackend',
  BaseCache: 'django.core.cache.backends.base.BaseCache',
  Signal: 'django.dispatch.dispatcher.Signal',
  Paginator: 'django.core.paginator.Paginator',
  Page: 'django.core.paginator.Page',
  AsyncPaginator: 'django.core.paginator.AsyncPaginator',
  AsyncPage: 'django.core.paginator.AsyncPage',
  Client: 'django.test.client.Client',
  AsyncClient: 'django.test.client.AsyncClient',
  Form: 'django.forms.forms.Form',
  ModelForm: 'django.forms.models.ModelForm',
  ModelFormSet: 'django.forms.models.BaseModelFormSet',
  ContentTypeManager: 'django.contrib.contenttypes.models.ContentTypeManager',
  SiteManager: 'django.contrib.sites.models.SiteManager',
  connection: 'django.db.backends.base.base.BaseDatabaseWrapper',
  Task: 'django.tasks.base.Task',
  TaskResult: 'django.tasks.base.TaskResult',
  BaseTaskBackend: 'django.tasks.backends.base.BaseTaskBackend',
  EmailMessage: 'django.core.mail.EmailMessage',
};

const MANAGER_METHODS = ['Manager', 'RelatedManager', 'ManyRelatedManager', 'GenericRelatedObjectManager'];

/** Kinds of the facts that a stub says in other words. */
const SAME_KIND: Readonly<Record<string, string>> = {
  // Whether these ask the database cannot be read from the source, so nothing is said.
  'backend-dependent': 'no-query',
  'query-if-open': 'no-query',
  'query-if-session-storage': 'no-query',
};

const EXCEPTIONS: Readonly<Record<string, string>> = {
  // Blocking by itself; what it runs is a command, and nearly every command asks the database.
  'django.core.management.call_command': 'query',
  // The paginator that made a page has counted, and what it elides is a generator.
  'Page.end_index': 'no-query',
  'Page.has_next': 'no-query',
  'Page.has_other_pages': 'no-query',
  'Page.next_page_number': 'no-query',
  'Page.previous_page_number': 'no-query',
  'Page.start_index': 'no-query',
  'Paginator.get_elided_page_range': 'no-query',
  // A list of rows is serialized without a query.
  'django.core.serializers.serialize': 'evaluates',
};

const VOCABULARY: Readonly<Record<string, readonly string[]>> = {
  adds: ['by'], answers: [], blocking: [], builds_manager: [], builds_manager_class: [], cached: [], calls: ['element_of', 'of', 'uses'], classmethod: [], consumes: [], context_manager: [],
  decorates: ['async_since', 'keeps', 'returns', 'sync_wrapper'], drops: [], entity: [], enters: [], evaluates: ['by', 'deep', 'of'], fetches_user: [], finds_model: [], fresh: [],
  generic_meta: [], loads: ['of'], generic_view: [], handlers: ['also', 'mixed', 'on_loop', 'style'], lazy: [], lock: [], makes: [], manager: ['of'], of_rows: [], offloaded: [], offloads: ['returns'],
  controls: [], grows: [], records: [], on_loop: ['calls', 'methods', 'unless'], prefetches: [], prints: [], reads: [], reloads: [], partial: [], property: [], query: ['locks', 'unless', 'when', 'write'], queryset_only: [], reads_row: [], serializes: [], reads_attribute: [], receives: [],
  relation: ['attname', 'default_reverse', 'manager', 'reverse', 'reverse_manager', 'target'], rows: [], runs: [], runs_loop: ['returns'], runs_receivers: [], schedules: [],
  settings_function: ['default'], since: [], special_form: [], stateful: [], transaction: [], until: [], wants_coroutine: [],
};

type FunctionNode = FunctionDef | AsyncFunctionDef;

const isFunction = (node: Statement): node is FunctionNode => node.type === 'FunctionDef' || node.type === 'AsyncFunctionDef';

function findDecorator({ decorator_list }: FunctionNode, name: string): Expression | undefined {
  return decorator_list.find((node) => (node.type === 'Call' ? node.func : node).type === 'Name' && ((node.type === 'Call' ? node.func : node) as { id: string }).id === name);
}

function readVersion(node: FunctionNode, name: string): string | undefined {
  const decorator = findDecorator(node, name);
  const argument = decorator?.type === 'Call' ? decorator.args[0] : undefined;
  return argument?.type === 'Constant' && typeof argument.value === 'string' ? argument.value : undefined;
}

function describeKind(node: FunctionNode): string {
  const result = node.returns?.type === 'Subscript' && node.returns.value.type === 'Name' ? node.returns.value.id : '';
  if (node.type === 'AsyncFunctionDef') return result === 'AsyncIterator' ? 'async-iterator' : 'async';
  for (const kind of ['query', 'blocking', 'runs_receivers', 'evaluates']) {
    const decorator = findDecorator(node, kind);
    if (!decorator) continue;
    const isDeep = decorator.type === 'Call' && decorator.keywords.some(({ arg }) => arg === 'deep');
    return kind === 'evaluates' && isDeep ? 'evaluates-context' : kind.replace('_', '-');
  }
  if (findDecorator(node, 'lazy')) return result === 'QueryIterator' ? 'lazy-iterator' : 'lazy';
  return findDecorator(node, 'decorates') || findDecorator(node, 'makes') ? 'decorator' : 'no-query';
}

/** @example describe(def) // 'acount async @4.1' */
function describeMember(node: FunctionNode): string {
  const since = readVersion(node, 'since');
  const until = readVersion(node, 'until');
  return [node.name, describeKind(node), since && `@${since}`, until && `-${until}`, findDecorator(node, 'property') && 'property'].filter(Boolean).join(' ');
}

function describeFact(owner: string, kind: string, item: string): string {
  const { name = '', since, last, property } = /^(?<name>\w+)(?:@(?<since>[\d.]+))?(?:-(?<last>[\d.]+))?(?<property>!)?$/u.exec(item)?.groups ?? {};
  const known = EXCEPTIONS[`${owner}.${name}`] ?? SAME_KIND[kind] ?? (kind === 'query-if-model-bound' ? 'query' : kind);
  return [name, known, since && `@${since}`, last && `-${last}`, property && 'property'].filter(Boolean).join(' ');
}

const describeFacts = (owner: string, kinds: Kinds): readonly string[] =>
  Object.entries(kinds)
    .flatMap(([kind, items]) => items.split(' ').map((item) => describeFact(owner, kind, item)))
    .toSorted();

function findClass(path: string): ClassDef {
  const [, module = '', name = ''] = /^(.*)\.(\w+)$/u.exec(path) ?? [];
  const found = modules.get(module)?.ast.body.find((node) => node.type === 'ClassDef' && node.name === name);
  if (found?.type !== 'ClassDef') throw new Error(`No stub of ${path}.`);
  return found;
}

/** Where the name of a base class comes from. */
function resolveBase(path: string, base: Expression): string | undefined {
  const name = base.type === 'Subscript' ? base.value : base;
  if (name.type !== 'Name') return undefined;
  const module = path.slice(0, path.lastIndexOf('.'));
  const body = modules.get(module)?.ast.body ?? [];
  if (body.some((node) => node.type === 'ClassDef' && node.name === name.id)) return `${module}.${name.id}`;
  const source = body.find((node) => node.type === 'ImportFrom' && node.names.some((alias) => (alias.asname ?? alias.name) === name.id));
  return source?.type === 'ImportFrom' ? `${source.module ?? ''}.${name.id}` : undefined;
}

/** Public functions of a class and its bases, nearest first, up to those named. */
function listMethods(path: string, stops: readonly string[]): ReadonlyMap<string, FunctionNode> {
  const node = findClass(path);
  const methods = new Map(node.body.filter(isFunction).filter(({ name }) => !name.startsWith('_')).map((method) => [method.name, method]));
  for (const base of node.bases) {
    const parent = resolveBase(path, base);
    if (parent === undefined || stops.includes(parent)) continue;
    for (const [name, method] of listMethods(parent, stops)) if (!methods.has(name)) methods.set(name, method);
  }
  return methods;
}

const QUERYSET = CLASSES['QuerySet'] ?? '';
const STOPS = [`${MODELS}.base.Model`, `${MODELS}.manager.Manager`, 'django.forms.forms.BaseForm'];

function describeClass(name: string): readonly string[] {
  const path = CLASSES[name] ?? '';
  const isManager = MANAGER_METHODS.includes(name);
  const own = listMethods(path, isManager || path.startsWith('django.forms.forms') ? [] : STOPS);
  const forwarded = isManager ? [...listMethods(QUERYSET, [])].filter(([method, node]) => !own.has(method) && !findDecorator(node, 'queryset_only')) : [];
  const inherited = name === 'User' ? new Set(listMethods(`${MODELS}.base.Model`, []).keys()) : new Set<string>();
  return [...own.entries(), ...forwarded]
    .filter(([method]) => !inherited.has(method))
    .map(([, node]) => describeMember(node))
    .toSorted();
}

describe('the stubs', () => {
  it.each(STUBS.map((stub) => [stub.module, stub] as const))('of %s are Python', (module) => {
    expect(modules.get(module)?.errors).toEqual([]);
  });

  it('describe each module once', () => {
    const names = STUBS.map(({ module }) => module);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });

  it('import what exists', () => {
    const exported = (module: string): ReadonlySet<string> =>
      new Set(
        modules.get(module)?.ast.body.flatMap((node) => {
          if (isFunction(node) || node.type === 'ClassDef') return [node.name];
          if (node.type === 'ImportFrom') return node.names.flatMap((alias) => (alias.name === '*' ? [...exported(node.module ?? '')] : [alias.asname ?? alias.name]));
          if (node.type === 'Assign') return node.targets.flatMap((target) => (target.type === 'Name' ? [target.id] : []));
          return node.type === 'AnnAssign' && node.target.type === 'Name' ? [node.target.id] : [];
        }),
      );
    const missing = STUBS.flatMap(({ module }) =>
      (modules.get(module)?.ast.body ?? []).flatMap((node) =>
        node.type === 'ImportFrom'
          ? node.names.flatMap(({ name }) => (name === '*' || exported(node.module ?? '').has(name) || modules.has(`${node.module}.${name}`) ? [] : [`${module}: ${node.module}.${name}`]))
          : [],
      ),
    );
    expect(missing).toEqual([]);
  });

  it('use the vocabulary, each word once per definition', () => {
    const problems = STUBS.flatMap(({ module }) => {
      const definitions = (modules.get(module)?.ast.body ?? []).flatMap((node) => (node.type === 'ClassDef' ? [node, ...node.body] : [node]));
      return definitions.flatMap((node) => {
        if (!isFunction(node) && node.type !== 'ClassDef') return [];
        const words = node.decorator_list.map((decorator) => {
          const name = decorator.type === 'Call' ? decorator.func : decorator;
          return { name: name.type === 'Name' ? name.id : '', keywords: decorator.type === 'Call' ? decorator.keywords : [] };
        });
        const unknown = words.filter(({ name, keywords }) => !VOCABULARY[name] || keywords.some(({ arg }) => !VOCABULARY[name]?.includes(arg ?? '')));
        const repeated = words.filter(({ name }, index) => words.findIndex((word) => word.name === name) !== index);
        return [...unknown, ...repeated].map(({ name }) => `${module}.${node.name}: ${name}`);
      });
    });
    expect(problems).toEqual([]);
  });

  it('name parameters that exist', () => {
    const problems = STUBS.flatMap(({ module }) => {
      const functions = (modules.get(module)?.ast.body ?? []).flatMap((node) => (node.type === 'ClassDef' ? node.body : [node])).filter(isFunction);
      return functions.flatMap((node) => {
        const { posonlyargs, args, kwonlyargs, vararg, kwarg } = node.args;
        const names = [...posonlyargs, ...args, ...kwonlyargs].map(({ arg }) => arg);
        const all = [...names, ...(vararg ? [`*${vararg.arg}`] : []), ...(kwarg ? [`**${kwarg.arg}`] : [])];
        return ['evaluates', 'calls', 'consumes', 'wants_coroutine', 'offloads', 'runs_loop', 'drops', 'decorates', 'enters'].flatMap((word) => {
          const decorator = findDecorator(node, word);
          if (decorator?.type !== 'Call' || decorator.keywords.some(({ arg }) => arg === 'of')) return [];
          const given = decorator.args.flatMap((argument) => (argument.type === 'Constant' && typeof argument.value === 'string' ? [argument.value] : []));
          const element = decorator.keywords.flatMap(({ arg, value }) => (arg === 'element_of' && value.type === 'Constant' && typeof value.value === 'string' ? [value.value] : []));
          return [...given, ...element].filter((name) => !all.includes(name)).map((name) => `${module}.${node.name}: ${word} ${name}`);
        });
      });
    });
    expect(problems).toEqual([]);
  });

  it('have no annotation that a member of the same class hides', () => {
    const problems = STUBS.flatMap(({ module }) =>
      (modules.get(module)?.ast.body ?? []).flatMap((node) => {
        if (node.type !== 'ClassDef') return [];
        const members = new Set(node.body.flatMap((member) => (isFunction(member) ? [member.name] : member.type === 'AnnAssign' && member.target.type === 'Name' ? [member.target.id] : [])));
        const annotations = node.body.flatMap((member) => {
          if (member.type === 'AnnAssign') return [member.annotation];
          if (!isFunction(member)) return [];
          return [member.returns, ...[...member.args.args, ...member.args.kwonlyargs].map(({ annotation }) => annotation)];
        });
        const used = new Set(JSON.stringify(annotations).match(/(?<="id":")\w+/gu));
        return [...used].filter((name) => members.has(name)).map((name) => `${module}.${node.name}: ${name}`);
      }),
    );
    expect(problems).toEqual([]);
  });
});

describe('the facts about Django', () => {
  it('are expected of every class', () => {
    expect(Object.keys(CLASSES).toSorted()).toEqual(Object.keys(expected.classes).toSorted());
  });

  it.each(Object.entries(expected.classes))('agree with the stub of %s', (name, kinds) => {
    expect(describeClass(name)).toEqual(describeFacts(name, kinds));
  });

  it.each(Object.entries(expected.functions))('agree with the functions of %s', (module, kinds) => {
    const source = module === MODELS ? `${MODELS}.query` : module;
    const functions = (modules.get(source)?.ast.body ?? []).filter(isFunction);
    expect(functions.map(describeMember).toSorted()).toEqual(describeFacts(module, kinds));
  });

  it('agree about the user of a request', () => {
    const methods = listMethods('django.http.request.HttpRequest', []);
    expect(['user', 'auser'].flatMap((name) => methods.get(name) ?? []).map(describeMember)).toEqual(['user query property', 'auser async @5.0']);
  });

  it('iterate asynchronously since 4.1', () => {
    for (const name of ['QuerySet', 'RawQuerySet']) {
      const method = findClass(CLASSES[name] ?? '').body.filter(isFunction).find((node) => node.name === '__aiter__');
      expect(method && describeMember(method)).toBe('__aiter__ no-query @4.1');
    }
  });

  it('give an async side the write of its sync side', () => {
    const write = (node: FunctionNode) => /"arg":"write".*?"value":"(?<kind>\w+)"/u.exec(JSON.stringify(findDecorator(node, 'query')))?.groups?.['kind'];
    const problems = Object.entries(CLASSES).flatMap(([owner, path]) => {
      const methods = listMethods(path, []);
      return [...methods].flatMap(([name, node]) => {
        const twin = methods.get(`a${name}`);
        return twin && findDecorator(node, 'query') && write(node) !== write(twin) ? [`${owner}.${name}`] : [];
      });
    });
    expect(problems).toEqual([]);
  });
});
