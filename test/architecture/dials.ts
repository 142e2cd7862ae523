import ts from 'typescript';
import { isGlobal } from './syntax.ts';

/** Parts of node that reach the network by themselves. Names that listen, parse or describe are none of them. */
const DIALLING: Readonly<Record<string, RegExp>> = {
  net: /^(connect|createConnection|Socket|Stream|default)$/,
  http: /^(request|get|Agent|ClientRequest|globalAgent|default)$/,
  https: /^(request|get|Agent|globalAgent|default)$/,
  http2: /./,
  dgram: /./,
  dns: /./,
  'dns/promises': /./,
  'basic-ftp': /^(Client|FTPContext|connectForPassiveTransfer|enterPassiveMode.*|default)$/,
  /** What it offers besides chooses where it connects to, or does so by proxies of the environment. */
  undici: /^(?!(Client|errors)$)/,
};

/**
 * A way to the network that is not the dialer's: a connection, a request or a lookup of names. TLS over a socket that is
 * there already is none, nor is an undici client that is told how to connect.
 */
export function isDial(node: ts.Node): boolean {
  if (isGlobal(node, ['fetch', 'WebSocket', 'EventSource'])) return true;
  if (ts.isImportDeclaration(node)) return isDiallingImport(node);
  if (ts.isCallExpression(node) && node.expression.kind === ts.SyntaxKind.ImportKeyword)
    return isNetworkModule(moduleOf(node.arguments[0]));
  if (!ts.isIdentifier(node) || ts.isImportSpecifier(node.parent)) return false;
  const origin = originOf(node);
  if (origin === 'tls.connect') return !isCalledWith(node, 0, 'socket');
  return origin === 'undici.Client' && !isCalledWith(node, 1, 'connect') && !isInType(node);
}

function isDiallingImport({ importClause, moduleSpecifier }: ts.ImportDeclaration): boolean {
  const name = moduleOf(moduleSpecifier);
  if (!isNetworkModule(name) || importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) return false;
  const bindings = importClause?.namedBindings;
  // Under a name for all of it, every use would have to be followed.
  if (importClause?.name !== undefined || bindings === undefined || ts.isNamespaceImport(bindings))
    return true;
  return bindings.elements.some(
    (one) => !one.isTypeOnly && DIALLING[name]?.test((one.propertyName ?? one.name).text) === true,
  );
}

function isNetworkModule(name: string): boolean {
  return name === 'tls' || Object.hasOwn(DIALLING, name);
}

function moduleOf(specifier: ts.Node | undefined): string {
  return specifier !== undefined && ts.isStringLiteralLike(specifier)
    ? specifier.text.replace(/^node:/, '')
    : '';
}

/** 'tls.connect' for a name that was imported so, under whatever name. */
function originOf(identifier: ts.Identifier): string | null {
  for (const statement of identifier.getSourceFile().statements) {
    if (!ts.isImportDeclaration(statement)) continue;
    const bindings = statement.importClause?.namedBindings;
    if (bindings === undefined || !ts.isNamedImports(bindings)) continue;
    const found = bindings.elements.find(({ name }) => name.text === identifier.text);
    if (found !== undefined)
      return `${moduleOf(statement.moduleSpecifier)}.${(found.propertyName ?? found.name).text}`;
  }
  return null;
}

/** Whether the name is called or built with an object, at that place, that has such a property. */
function isCalledWith(name: ts.Identifier, index: number, property: string): boolean {
  const { parent } = name;
  // The property of another thing is not what was imported.
  if (ts.isPropertyAccessExpression(parent) && parent.name === name) return true;
  if (ts.isPropertyAssignment(parent) && parent.name === name) return true;
  if (!(ts.isCallExpression(parent) || ts.isNewExpression(parent)) || parent.expression !== name)
    return false;
  const given = parent.arguments?.[index];
  return (
    given !== undefined &&
    ts.isObjectLiteralExpression(given) &&
    given.properties.some((one) => one.name?.getText() === property)
  );
}

function isInType(node: ts.Node): boolean {
  return ts.isTypeNode(node.parent) || ts.isTypeQueryNode(node.parent);
}
