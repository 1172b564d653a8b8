import { spawn } from 'node:child_process';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { TextDocument } from 'vscode-languageserver-textdocument';
import {
  ApplyWorkspaceEditRequest, type CodeAction, type CodeActionContext, CodeActionRequest, ConfigurationRequest, createProtocolConnection, type Diagnostic, DiagnosticRefreshRequest,
  DidChangeTextDocumentNotification, DidOpenTextDocumentNotification, DocumentDiagnosticReportKind, DocumentDiagnosticRequest, ExecuteCommandRequest, ExitNotification,
  InitializedNotification, InitializeRequest, type Range, ShutdownRequest, StreamMessageReader, StreamMessageWriter, TextDocumentEdit, type WorkspaceEdit, type WorkspaceFolder,
} from 'vscode-languageserver-protocol/node';

/** VS Code's ESLint server, as editors start it. */
export interface LanguageServer {
  open(path: string, language: string, text: string): Promise<OpenDocument>;
  /** What the server complained about, apart from findings. */
  readonly complaints: readonly string[];
  stop(): Promise<void>;
}

/** A document as an editor shows it. */
export interface OpenDocument {
  readonly text: string;
  getDiagnostics(): Promise<readonly Diagnostic[]>;
  getActions(diagnostic: Diagnostic): Promise<readonly CodeAction[]>;
  /** Does what `source.fixAll.eslint` does when a file is saved. */
  fixAll(): Promise<void>;
  apply(action: CodeAction): Promise<void>;
  /** Replaces the text of a range, as typing does. */
  type(range: Range, text: string): Promise<void>;
}

/** What VS Code's extension sends where nobody has changed a setting. */
const SETTINGS = {
  packageManager: 'npm',
  experimental: { useFlatConfig: false },
  useESLintClass: true,
  codeAction: { disableRuleComment: { enable: true, location: 'separateLine', commentStyle: 'line' }, showDocumentation: { enable: true } },
  codeActionOnSave: { mode: 'all' },
  format: false,
  quiet: false,
  onIgnoredFiles: 'off',
  options: {},
  rulesCustomizations: [],
  run: 'onType',
  problems: { shortenToSingleLine: false },
  nodePath: null,
  workingDirectory: { mode: 'location' },
};
const COMPLAINTS = ['eslint/noConfig', 'eslint/noLibrary', 'eslint/probeFailed'];
const FIX_ALL = 'source.fixAll.eslint';
const START: Range = { start: { line: 0, character: 0 }, end: { line: 0, character: 0 } };

/**
 * What VS Code sends of a document: `on` where `eslint.validate` names its language, `probe` where `eslint.probe` does, as it does for
 * JavaScript and TypeScript.
 */
export function createSettings(validate: 'on' | 'probe', folder: string): object {
  return { ...SETTINGS, validate, workspaceFolder: toWorkspaceFolder(folder) };
}

/** `getSettings` is the editor's answer for a document, as a URI. */
export async function startLanguageServer(folder: string, getSettings: (uri: string) => object): Promise<LanguageServer> {
  const manifest = createRequire(import.meta.url).resolve('vscode-langservers-extracted/package.json');
  const server = spawn(process.execPath, [join(manifest, '../bin/vscode-eslint-language-server'), '--stdio'], { cwd: folder, stdio: ['pipe', 'pipe', 'ignore'] });
  const connection = createProtocolConnection(new StreamMessageReader(server.stdout), new StreamMessageWriter(server.stdin));
  const documents = new Map<string, TextDocument>();
  const complaints: string[] = [];

  connection.onRequest(ConfigurationRequest.type, ({ items }) => items.map(({ scopeUri = '' }) => getSettings(scopeUri)));
  connection.onRequest(DiagnosticRefreshRequest.type, () => undefined);
  connection.onRequest(ApplyWorkspaceEditRequest.type, async ({ edit }) => {
    await applyEdit(edit);
    return { applied: true };
  });
  for (const method of COMPLAINTS) {
    connection.onRequest(method, () => {
      complaints.push(method);
      return {};
    });
  }
  connection.listen();
  await connection.sendRequest(InitializeRequest.type, {
    processId: process.pid,
    // eslint-disable-next-line @typescript-eslint/no-deprecated -- the protocol still asks for it
    rootUri: null,
    workspaceFolders: [toWorkspaceFolder(folder)],
    capabilities: {
      textDocument: { codeAction: { codeActionLiteralSupport: { codeActionKind: { valueSet: ['quickfix', FIX_ALL] } } } },
      workspace: { configuration: true, workspaceFolders: true, applyEdit: true, workspaceEdit: { documentChanges: true } },
    },
  });
  await connection.sendNotification(InitializedNotification.type, {});

  async function change(uri: string, changes: { range: Range; text: string }[]): Promise<void> {
    const document = documents.get(uri);
    if (!document) throw new Error(`${uri} is not open.`);
    TextDocument.update(document, changes, document.version + 1);
    await connection.sendNotification(DidChangeTextDocumentNotification.type, { textDocument: { uri, version: document.version }, contentChanges: changes });
  }

  async function applyEdit({ documentChanges = [] }: WorkspaceEdit): Promise<void> {
    for (const { textDocument, edits } of documentChanges.filter((one) => TextDocumentEdit.is(one))) {
      const changes = edits.flatMap((edit) => ('newText' in edit ? { range: edit.range, text: edit.newText } : []));
      // One after the other: the last of the text first, so that the others stay where they are.
      await change(textDocument.uri, changes.toSorted((a, b) => b.range.start.line - a.range.start.line || b.range.start.character - a.range.start.character));
    }
  }

  async function requestDiagnostics(uri: string): Promise<readonly Diagnostic[]> {
    const report = await connection.sendRequest(DocumentDiagnosticRequest.type, { textDocument: { uri } });
    return report.kind === DocumentDiagnosticReportKind.Full ? report.items : [];
  }

  async function requestActions(uri: string, range: Range, context: CodeActionContext): Promise<readonly CodeAction[]> {
    const actions = await connection.sendRequest(CodeActionRequest.type, { textDocument: { uri }, range, context });
    return (actions ?? []).filter((action): action is CodeAction => typeof action.command !== 'string');
  }

  async function apply({ command, edit }: CodeAction): Promise<void> {
    if (edit) await applyEdit(edit);
    if (command) await connection.sendRequest(ExecuteCommandRequest.type, command);
  }

  return {
    complaints,
    async open(path, languageId, text) {
      const uri = pathToFileURL(join(folder, path)).href;
      const document = TextDocument.create(uri, languageId, 1, text);
      documents.set(uri, document);
      await connection.sendNotification(DidOpenTextDocumentNotification.type, { textDocument: { uri, languageId, version: 1, text } });
      return {
        get text() {
          return document.getText();
        },
        getDiagnostics: () => requestDiagnostics(uri),
        getActions: (diagnostic) => requestActions(uri, diagnostic.range, { diagnostics: [diagnostic] }),
        async fixAll() {
          // The server fixes nothing in a document that nobody has asked it about.
          await requestDiagnostics(uri);
          for (const action of await requestActions(uri, START, { diagnostics: [], only: [FIX_ALL] })) await apply(action);
        },
        apply,
        type: (range, typed) => change(uri, [{ range, text: typed }]),
      };
    },
    async stop() {
      await connection.sendRequest(ShutdownRequest.type);
      await connection.sendNotification(ExitNotification.type);
      connection.dispose();
      server.kill();
    },
  };
}

function toWorkspaceFolder(folder: string): WorkspaceFolder {
  return { uri: pathToFileURL(folder).href, name: 'project' };
}
