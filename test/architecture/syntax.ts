import ts from 'typescript';

/** An identifier whose text fits. */
export function isNamed(node: ts.Node, pattern: RegExp): boolean {
  return ts.isIdentifier(node) && pattern.test(node.text);
}

/** A static import of a module whose name fits. */
export function isImportOf(node: ts.Node, pattern: RegExp): boolean {
  return ts.isImportDeclaration(node) && pattern.test(node.moduleSpecifier.getText());
}

/** A name that is used as a global: not declared in the file, nor the property, the key or the member of something. */
export function isGlobal(node: ts.Node, names: readonly string[]): boolean {
  if (!ts.isIdentifier(node) || !names.includes(node.text)) return false;
  const parent = node.parent;
  if (ts.isPropertyAccessExpression(parent)) {
    return parent.expression === node ? !isDeclared(node) : isGlobalThis(parent.expression);
  }
  const isName = ts.isClassElement(parent) || ts.isTypeElement(parent) || ts.isPropertyAssignment(parent);
  return !isName && !isDeclared(node);
}

/** Whether the file itself gives the name a meaning, by an import, a parameter or a declaration anywhere in it. */
function isDeclared(identifier: ts.Identifier): boolean {
  const declares = (node: ts.Node): boolean =>
    (isDeclaration(node) && node.name?.getText() === identifier.text) ||
    ts.forEachChild(node, (child) => declares(child) || undefined) === true;
  return declares(identifier.getSourceFile());
}

function isDeclaration(node: ts.Node): node is ts.NamedDeclaration {
  return (
    ts.isVariableDeclaration(node) ||
    ts.isBindingElement(node) ||
    ts.isParameter(node) ||
    ts.isFunctionDeclaration(node) ||
    ts.isImportSpecifier(node) ||
    ts.isImportClause(node) ||
    ts.isNamespaceImport(node)
  );
}

function isGlobalThis(node: ts.Node): boolean {
  return ts.isIdentifier(node) && node.text === 'globalThis';
}

/** `owner.part`, `owner['part']`, `const { part } = owner`, `import { part } from 'node:owner'`. */
export function isPartOf(node: ts.Node, owner: string, parts: readonly string[]): boolean {
  if (ts.isPropertyAccessExpression(node))
    return endsIn(node.expression, owner) && parts.includes(node.name.text);
  if (ts.isElementAccessExpression(node)) {
    const key = node.argumentExpression;
    return endsIn(node.expression, owner) && ts.isStringLiteralLike(key) && parts.includes(key.text);
  }
  if (ts.isBindingElement(node)) return parts.includes(sourceNameOf(node)) && isTakenFrom(node, owner);
  if (!ts.isImportSpecifier(node)) return false;
  return parts.includes((node.propertyName ?? node.name).text) && isImportedFrom(node, owner);
}

/** `name` itself, or a property of that name: `process` and `globalThis.process`. */
export function endsIn(node: ts.Expression, name: string): boolean {
  if (ts.isPropertyAccessExpression(node)) return node.name.text === name;
  return ts.isIdentifier(node) && node.text === name;
}

function sourceNameOf(node: ts.BindingElement): string {
  return (node.propertyName ?? node.name).getText();
}

function isTakenFrom(node: ts.BindingElement, owner: string): boolean {
  const declaration = node.parent.parent;
  return (
    ts.isVariableDeclaration(declaration) &&
    declaration.initializer !== undefined &&
    endsIn(declaration.initializer, owner)
  );
}

function isImportedFrom(node: ts.ImportSpecifier, module: string): boolean {
  const { moduleSpecifier } = node.parent.parent.parent;
  return ts.isStringLiteral(moduleSpecifier) && [module, `node:${module}`].includes(moduleSpecifier.text);
}
