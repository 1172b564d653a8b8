import type { StubModule } from './stubs.ts';

/** How builders run that nothing can await, or that need no await. */
export interface Terminals {
  /** Runs whatever was built, for its effect. */
  readonly run: string;
  /** Run it for its rows, each in another form. */
  readonly rows: readonly string[];
  /** Types of builders that write nothing. */
  readonly reads: readonly string[];
  /** Does each step give a new builder and leave the old one as it was? */
  readonly immutable?: boolean;
}

/** A type whose values are transactions that are begun and ended by hand. */
export interface HandleType {
  readonly name: string;
  /** The package that declares it, where that is another one. */
  readonly package?: string;
  /** The member that queries are called on. */
  readonly client?: string;
  /** Gives the connection back, which ending the transaction does not. */
  readonly release?: string;
  /** Ends whatever is open when it gives the connection back. */
  readonly releaseEnds?: boolean;
  /** May it be used after its transaction has ended? */
  readonly reusable?: boolean;
}

/** What an ORM's types do not say of its transactions: how queries get into one, and when they do so by themselves. */
export interface TransactionFacts {
  /** What the ORM's documentation calls the handle. */
  readonly handle: string;
  /** Operations that run a callback in a transaction and are not called so: `TransactionBuilder.execute`. */
  readonly openers?: readonly string[];
  readonly handles?: readonly HandleType[];
  /** Is a query inside if it is called on the handle, or on what the handle gives? */
  readonly joinsByClient?: boolean;
  /** May a client be called like a function to begin a query? */
  readonly isCallable?: boolean;
  /** The option of a query that takes the handle. */
  readonly option?: string;
  /** Steps of a builder that take it. */
  readonly steps?: readonly string[];
  /** Operations that take it as an argument, and at which index. */
  readonly arguments?: Readonly<Record<string, number>>;
  /** Do rows stay in the transaction that they were read in? */
  readonly rowsRemember?: boolean;
  /** Binds another receiver to the handle: `manager.withRepository(users)`. */
  readonly rebind?: { readonly types: readonly string[]; readonly method: string };
  /** Other ORMs whose transactions its queries can join. */
  readonly joinsThoseOf?: readonly string[];
  /** Does it run one query after the other on the connection of a transaction? */
  readonly serial?: boolean;
  /** Steps that write, of ORMs that name the table in an argument or hand the transaction on in one. */
  readonly writes?: Readonly<Record<string, 'create' | 'delete' | 'update'>>;
  /** Steps after which a write does nothing where the row is there. */
  readonly ensuring?: readonly string[];
  /** Packages that, once imported, and calls or settings that, once made, put queries into the transaction around them. */
  readonly ambient?: { readonly always?: boolean; readonly packages?: readonly string[]; readonly names?: readonly string[] };
  /** What makes a client; with several of them a query may be none of the transaction's business. */
  readonly connections?: readonly string[];
  /** Clients with one connection, on which every query joins what is open: by the value of an option, or the type of a member, with its package. */
  readonly single?: { readonly option?: string; readonly values?: readonly string[]; readonly member?: string; readonly types?: readonly string[] };
}

/** What we know of an ORM beyond its types. */
export interface Profile {
  readonly name: string;
  /** Packages or ambient modules whose declarations belong to the ORM. */
  readonly packages: readonly string[];
  /** Words at the top of files that its generator writes into the project; they then count as the first package. */
  readonly signature?: string;
  /** Operations that run the SQL text in their first argument, without the marks of their style. */
  readonly sql?: readonly string[];
  /** Writes name the rows they touch in their arguments, so the receiver's type does not tell whether two of them belong together. */
  readonly rowsInArguments?: boolean;
  /** Transactions are handed on in options, or as clients like any other, so a function does not show whether it runs in one. */
  readonly handsTransactionsOn?: boolean;
  /** Types whose values run their query only when somebody awaits them. */
  readonly lazy?: readonly string[];
  readonly terminals?: Terminals;
  readonly transactions?: TransactionFacts;
  /** Operations that query at once, and have no async form by the design of the library. */
  readonly syncOnly?: readonly string[];
  /** Operations that give promises and are no queries: they open and close connections, or hand their result to a callback. */
  readonly plumbing?: readonly string[];
  /** What to do when the ORM's types resolve to `any`. */
  readonly untyped?: string;
  /** Environment variables that switch off its check against sync queries in event loops. */
  readonly unsafeSettings?: readonly string[];
  /** The setting that names a project's user model, and the model where it is not set. */
  readonly users?: { readonly setting: string; readonly model: string; readonly label: string };
  /** Where Python code imports what opens a transaction as a context manager: module, name, and what is called on it. */
  readonly opener?: { readonly module: string; readonly name: string; readonly member: string };
  /** Apps that give its classes methods of their own. */
  readonly patchedBy?: readonly string[];
  /** Parameters that it gives to functions of modules which import one of the others named. */
  readonly parameters?: readonly { readonly name: string; readonly type: string; readonly beside: readonly string[]; readonly notBeside: readonly string[]; readonly response: string }[];
  /** What its Python modules do. */
  readonly stubs?: readonly StubModule[];
}
