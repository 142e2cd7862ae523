import ts from 'typescript';
import { EXPOSURE_CODES } from '../../scanners/exposure.ts';
import { isDial } from './dials.ts';
import { endsIn, isGlobal, isImportOf, isNamed, isPartOf } from './syntax.ts';

/** Something about how the product is written that a person can check by reading, and this does. */
export interface LanguageRule {
  readonly name: string;
  readonly why: string;
  /** Whether the rule holds for a file, by its path from the project's folder. */
  readonly appliesTo: (path: string) => boolean;
  /** What breaks the rule, each with its line where it has one. */
  readonly find: (source: ts.SourceFile) => readonly string[];
}

const everywhere = (): boolean => true;
const within =
  (...places: readonly string[]) =>
  (path: string) =>
    places.some((place) => path.startsWith(place));
const outside =
  (...places: readonly string[]) =>
  (path: string) =>
    !within(...places)(path);

const MAX_LINES = 300;
const EMPTY_WORDS =
  /^(util|utils|utility|utilities|helper|helpers|common|manager|misc|data|info|item|stuff)$/;

/** How the product is written. Order is the order of the report. */
export const LANGUAGE_RULES: readonly LanguageRule[] = [
  {
    name: 'environment-in-config',
    why: 'Settings have one table with one validation; a variable read elsewhere is in no help text.',
    appliesTo: outside('src/config/'),
    find: (source) => usesOf(source, (node) => isPartOf(node, 'process', ['env'])),
  },
  {
    name: 'arguments-in-main',
    why: 'Commands get their arguments from the entry, so that tests run them in-process.',
    appliesTo: outside('src/main.ts'),
    find: (source) => usesOf(source, (node) => isPartOf(node, 'process', ['argv', 'argv0', 'execArgv'])),
  },
  {
    name: 'no-console',
    why: 'Results go to the given output and logs to the one log, which redacts.',
    appliesTo: everywhere,
    find: (source) => usesOf(source, (node) => isGlobal(node, ['console'])),
  },
  {
    name: 'one-way-out',
    why: 'Nothing but an authorised endpoint is ever contacted: the dialer asks the scope, at every connection.',
    // Pages ask the server that they came from; alerts and sign-in go where an admin says. Databases are reached by their drivers, which have a border of their own.
    appliesTo: outside(
      'scanners/shared/dialer.ts',
      'src/web/',
      'src/client/',
      'src/alerts/',
      'src/access/oidc/',
    ),
    find: (source) => usesOf(source, isDial),
  },
  {
    name: 'pure-fingerprints',
    why: 'The same cells give the same tokens on every machine on every day.',
    appliesTo: within('fingerprints/'),
    find: (source) => usesOf(source, isClockOrChance),
  },
  {
    name: 'seeded-demonstration',
    why: 'The demonstration and the measures are the same for the same seed.',
    appliesTo: within('src/demo/'),
    find: (source) =>
      usesOf(
        source,
        (node) => isPartOf(node, 'Math', ['random']) || isNamed(node, /^random(Bytes|UUID|Int)$/),
      ),
  },
  {
    name: 'no-seeded-hash-near-people',
    why: 'A seed is not a key: xxHash names files and blocks and never sees a personal value.',
    appliesTo: outside('src/store/', 'scanners/'),
    find: (source) => usesOf(source, (node) => isNamed(node, /xxh/i) || isImportOf(node, /xxh/i)),
  },
  {
    name: 'visible-imports',
    why: 'What is loaded by require, eval or a computed name passes no border.',
    appliesTo: everywhere,
    find: (source) => usesOf(source, isHiddenImport),
  },
  {
    name: 'named-exports',
    why: 'A thing has one name wherever it is used.',
    appliesTo: everywhere,
    find: (source) =>
      usesOf(source, (node) => ts.isExportAssignment(node) || node.kind === ts.SyntaxKind.DefaultKeyword),
  },
  {
    name: 'documented-exports',
    why: 'Who calls a thing reads what it is for, its units and its edge cases, not its lines.',
    // A route says what it does in its summary, which is in the description of the API; the client is made from that.
    appliesTo: outside('src/api/contract/', 'src/client/schema.ts'),
    find: undocumentedExports,
  },
  {
    name: 'finished-work',
    why: 'What is left to do stands in an issue, where it is seen.',
    appliesTo: everywhere,
    find: (source) =>
      [...source.text.matchAll(/\b(TODO|FIXME|HACK)\b/g)].map((match) => at(source, match.index, match[0])),
  },
  {
    name: 'telling-names',
    why: 'A file is named after the one thing it exports: words joined by hyphens, none of them empty.',
    // The field's own terms: a detector has the name of its code ('data.unencrypted'), and FTP's second connection is
    // that of data (RFC 959).
    appliesTo: outside(
      ...EXPOSURE_CODES.map((code) => `scanners/exposures/${code.replace('.', '-')}.ts`),
      'src/demo/servers/data-channel.ts',
    ),
    find: (source) => emptyNames(source.fileName),
  },
  {
    name: 'short-files',
    // What works together in the kernel shares variables, which no other file of it could set. The types of the client
    // are written by a program.
    why: `A file over ${MAX_LINES} lines is two things.`,
    appliesTo: outside('fingerprints/engine/assembly/', 'src/client/schema.ts'),
    find: (source) => {
      const lines = source.text.split('\n').length - 1;
      return lines > MAX_LINES ? [`${lines} lines`] : [];
    },
  },
];

/** What a file breaks, as a person reads it: rule, file, line, what. */
export function languageFaults(path: string, text: string): readonly string[] {
  const source = ts.createSourceFile(path, text, ts.ScriptTarget.ESNext, true);
  return LANGUAGE_RULES.filter((rule) => rule.appliesTo(path)).flatMap((rule) =>
    rule.find(source).map((fault) => `${rule.name}: ${path}${fault.startsWith(':') ? '' : ': '}${fault}`),
  );
}

function at(source: ts.SourceFile, position: number, what: string): string {
  return `:${source.getLineAndCharacterOfPosition(position).line + 1}: ${what}`;
}

function usesOf(source: ts.SourceFile, isFault: (node: ts.Node) => boolean): readonly string[] {
  const faults: string[] = [];
  const visit = (node: ts.Node): void => {
    if (isFault(node))
      faults.push(at(source, node.getStart(source), node.getText(source).split('\n')[0] ?? ''));
    ts.forEachChild(node, visit);
  };
  visit(source);
  return faults;
}

function isClockOrChance(node: ts.Node): boolean {
  if (ts.isNewExpression(node) && endsIn(node.expression, 'Date')) return (node.arguments?.length ?? 0) === 0;
  return (
    isPartOf(node, 'Math', ['random']) ||
    isPartOf(node, 'Date', ['now']) ||
    isNamed(node, /^(random(Bytes|UUID|Int|Fill|FillSync)|getRandomValues)$/) ||
    isGlobal(node, ['process', 'performance', 'setTimeout', 'setInterval', 'setImmediate', 'crypto'])
  );
}

function isHiddenImport(node: ts.Node): boolean {
  if (isNamed(node, /^createRequire$/)) return true;
  if (ts.isNewExpression(node)) return endsIn(node.expression, 'Function');
  if (!ts.isCallExpression(node)) return false;
  if (node.expression.kind !== ts.SyntaxKind.ImportKeyword) {
    return ts.isIdentifier(node.expression) && ['require', 'eval'].includes(node.expression.text);
  }
  const module = node.arguments[0];
  return module === undefined || !ts.isStringLiteralLike(module);
}

/** A docstring speaks for the statement below it and for those that follow without a blank line: bounds, a type of words. */
function undocumentedExports(source: ts.SourceFile): readonly string[] {
  const documented = new Set<string>();
  const faults: string[] = [];
  let spokenFor = false;
  for (const statement of source.statements) {
    const follows = !/\n\s*\n/.test(source.text.slice(statement.getFullStart(), statement.getStart(source)));
    spokenFor = hasDocstring(statement) || (spokenFor && follows);
    const names = isExported(statement) ? namesOf(statement) : [];
    // An overload, or a type beside a value of its name, is documented where it stands first.
    if (spokenFor) for (const name of names) documented.add(name);
    else if (!names.every((name) => documented.has(name))) {
      faults.push(at(source, statement.getStart(source), `${names.join(', ')} has no docstring`));
    }
  }
  return faults;
}

function isExported(statement: ts.Statement): boolean {
  return (
    ts.canHaveModifiers(statement) &&
    (ts.getModifiers(statement) ?? []).some((modifier) => modifier.kind === ts.SyntaxKind.ExportKeyword)
  );
}

function hasDocstring(node: ts.Node): boolean {
  return ts.getJSDocCommentsAndTags(node).length > 0;
}

function namesOf(statement: ts.Statement): readonly string[] {
  if (ts.isVariableStatement(statement)) {
    return statement.declarationList.declarations.map((declaration) => declaration.name.getText());
  }
  const { name } = statement as ts.Statement & { readonly name?: ts.Identifier };
  return [name?.text ?? 'default'];
}

function emptyNames(path: string): readonly string[] {
  const parts = path.replace(/([.]d)?[.]\w+$/, '').split('/');
  const notKebab = parts.filter((part) => !/^[a-z0-9]+(-[a-z0-9]+)*$/.test(part));
  const empty = parts.flatMap((part) => part.split('-')).filter((word) => EMPTY_WORDS.test(word));
  return [
    ...notKebab.map((part) => `${part} is not kebab-case`),
    ...empty.map((word) => `${word} says nothing`),
  ];
}
