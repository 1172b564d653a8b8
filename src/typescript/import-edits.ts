import { AST_NODE_TYPES as T, ASTUtils, type TSESLint, type TSESTree } from '@typescript-eslint/utils';
import type { TextEdit } from '../analysis/intent.ts';
import { insert } from './await-edits.ts';
import type { TypedFile } from './file.ts';
import { getMemberName, stripTransparent } from './syntax.ts';

/** How a module's export can be written at one place, and what must be added for that. */
export interface Reached {
  readonly text: string;
  readonly edits: readonly TextEdit[];
}

/** Makes an export of a module available at a place; `undefined` where its name stands for something else. */
export function reachExport(file: TypedFile, from: string, name: string, place: TSESTree.Node): Reached | undefined {
  for (const { local, text } of listBindings(file, from, name)) if (isVisible(file, local, place)) return { text, edits: [] };
  if (isNameTaken(file, name)) return undefined;
  const edit = extendImport(file, from, name) ?? extendRequire(file, from, name) ?? addImport(file, from, name);
  return { text: name, edits: [edit] };
}

interface LocalBinding {
  readonly local: TSESTree.Identifier;
  readonly text: string;
}

/** The names under which an export is already at hand. */
function listBindings({ source }: TypedFile, from: string, name: string): readonly LocalBinding[] {
  return source.ast.body.flatMap((statement): readonly LocalBinding[] => {
    if (statement.type === T.ImportDeclaration && statement.source.value === from && statement.importKind !== 'type') {
      return statement.specifiers.flatMap((specifier) => {
        if (specifier.type === T.ImportNamespaceSpecifier) return [toMember(specifier.local, name)];
        if (specifier.type !== T.ImportSpecifier || specifier.importKind === 'type') return [];
        return getExportedName(specifier.imported) === name ? [{ local: specifier.local, text: specifier.local.name }] : [];
      });
    }
    if (statement.type === T.TSImportEqualsDeclaration && statement.moduleReference.type === T.TSExternalModuleReference) {
      const { expression } = statement.moduleReference;
      return expression.value === from && statement.importKind !== 'type' ? [toMember(statement.id, name)] : [];
    }
    return listRequires(statement).filter(({ specifier }) => specifier.value === from).flatMap(({ id }): readonly LocalBinding[] => {
      if (id.type === T.Identifier) return [toMember(id, name)];
      if (id.type !== T.ObjectPattern) return [];
      const local = id.properties.find((property) => property.type === T.Property && property.key.type === T.Identifier && property.key.name === name)?.value;
      return local?.type === T.Identifier ? [{ local, text: local.name }] : [];
    });
  });
}

function toMember(local: TSESTree.Identifier, name: string): LocalBinding {
  return { local, text: `${local.name}.${name}` };
}

function getExportedName(node: TSESTree.Identifier | TSESTree.StringLiteral): string {
  return node.type === T.Identifier ? node.name : node.value;
}

interface Require {
  readonly id: TSESTree.BindingName;
  readonly specifier: TSESTree.StringLiteral;
}

/** `const … = require('module')` */
function listRequires(statement: TSESTree.Node): readonly Require[] {
  if (statement.type !== T.VariableDeclaration) return [];
  return statement.declarations.flatMap(({ id, init }) => {
    const call = init && stripTransparent(init);
    if (call?.type !== T.CallExpression || call.callee.type !== T.Identifier || call.callee.name !== 'require') return [];
    const [specifier] = call.arguments;
    return specifier?.type === T.Literal && typeof specifier.value === 'string' ? [{ id, specifier }] : [];
  });
}

/** The specifiers of modules that a file takes in another way than by `import` declarations. */
export function listRequiredSpecifiers({ source }: TypedFile): readonly TSESTree.StringLiteral[] {
  return source.ast.body.flatMap((statement) => {
    if (statement.type !== T.TSImportEqualsDeclaration) return listRequires(statement).map(({ specifier }) => specifier);
    const expression = statement.moduleReference.type === T.TSExternalModuleReference ? statement.moduleReference.expression : undefined;
    return expression?.type === T.Literal && typeof expression.value === 'string' ? [expression] : [];
  });
}

function isVisible({ source }: TypedFile, { name, range }: TSESTree.Identifier, place: TSESTree.Node): boolean {
  const variable = ASTUtils.findVariable(source.getScope(place), name);
  return variable?.identifiers.some((identifier) => identifier.range[0] === range[0]) ?? false;
}

const takenNames = new WeakMap<TSESLint.SourceCode, ReadonlySet<string>>();

/** Does a name stand for anything in the file, or is it left for the environment to define? */
function isNameTaken({ source }: TypedFile, name: string): boolean {
  let taken = takenNames.get(source);
  if (!taken) {
    const { scopes = [], globalScope } = source.scopeManager ?? {};
    const declared = scopes.flatMap(({ variables }) => variables.filter(({ identifiers }) => identifiers.length > 0));
    taken = new Set([...declared.map((variable) => variable.name), ...(globalScope?.through.map(({ identifier }) => identifier.name) ?? [])]);
    takenNames.set(source, taken);
  }
  return taken.has(name);
}

/** The first of some names that stands for nothing in the file. */
export function findFreeName(file: TypedFile, candidates: readonly string[]): string | undefined {
  return candidates.find((name) => !isNameTaken(file, name));
}

function extendImport({ source }: TypedFile, from: string, name: string): TextEdit | undefined {
  for (const statement of source.ast.body) {
    if (statement.type !== T.ImportDeclaration || statement.source.value !== from || statement.importKind === 'type') continue;
    const last = statement.specifiers.at(-1);
    if (last?.type === T.ImportSpecifier) return insert(last.range[1], `, ${name}`);
    const brace = source.getFirstToken(statement, ({ value }) => value === '{');
    if (brace && brace.range[1] <= statement.source.range[0]) return insert(brace.range[1], ` ${name} `);
    if (last?.type === T.ImportDefaultSpecifier) return insert(last.range[1], `, { ${name} }`);
  }
  return undefined;
}

function extendRequire({ source }: TypedFile, from: string, name: string): TextEdit | undefined {
  for (const statement of source.ast.body) {
    for (const { id, specifier } of listRequires(statement)) {
      const last = id.type === T.ObjectPattern && specifier.value === from ? id.properties.at(-1) : undefined;
      if (last?.type === T.Property) return insert(last.range[1], `, ${name}`);
    }
  }
  return undefined;
}

function addImport({ source }: TypedFile, from: string, name: string): TextEdit {
  const { body } = source.ast;
  const imports = body.filter(({ type }) => type === T.ImportDeclaration);
  const requires = body.filter((statement) => statement.type === T.VariableDeclaration && /\brequire\(/u.test(source.getText(statement)));
  const isCommonJs = imports.length === 0 && (requires.length > 0 || usesExportsObject(body));
  const quote = /['"]/u.exec(source.getText((imports[0] ?? requires[0]) ?? undefined))?.[0] ?? "'";
  const specifier = `${quote}${from}${quote}`;
  const line = isCommonJs ? `const { ${name} } = require(${specifier});` : `import { ${name} } from ${specifier};`;
  const newline = source.text.includes('\r\n') ? '\r\n' : '\n';
  const last = (isCommonJs ? requires : imports).at(-1);
  if (last) return insert(last.range[1], `${newline}${line}`);
  const first = body.find((statement) => statement.type !== T.ExpressionStatement || statement.directive === undefined);
  return insert(first?.range[0] ?? source.text.length, `${line}${newline}`);
}

function usesExportsObject(body: readonly TSESTree.ProgramStatement[]): boolean {
  return body.some((statement) => {
    const left = statement.type === T.ExpressionStatement && statement.expression.type === T.AssignmentExpression ? statement.expression.left : undefined;
    if (left?.type !== T.MemberExpression) return false;
    const object = left.object.type === T.MemberExpression ? left.object.object : left.object;
    return object.type === T.Identifier && (object.name === 'exports' || (object.name === 'module' && getMemberName(left) !== undefined));
  });
}
