import { join } from 'node:path';
import ts from 'typescript';
import { root } from './markdown-page.js';

/** A member of an event's data as its type declares it. */
export interface EventMember {
  readonly name: string;
  /** The type as it is written in the source. */
  readonly type: string;
  readonly comment: string;
}

export interface NamedType {
  readonly name: string;
  /** What the name stands for, spelt out. */
  readonly means: string;
  readonly comment: string;
}

export interface EventTypes {
  readonly members: ReadonlyMap<string, readonly EventMember[]>;
  /** The types that members are declared with and that have a name of ours, in alphabetical order. */
  readonly named: readonly NamedType[];
}

const NOUNS = 'libs/domain/src/nouns.ts';

/** Reads the union `LedgerEvent` with the compiler: types are gone at run time, and the page is about them. */
export function eventTypes(): EventTypes {
  const { config } = ts.readConfigFile(join(root, 'tsconfig.json'), (path) => ts.sys.readFile(path)) as {
    config: { compilerOptions: object };
  };
  const { options } = ts.parseJsonConfigFileContent({ ...config, include: [NOUNS] }, ts.sys, root);
  const program = ts.createProgram([join(root, NOUNS)], {
    ...options,
    types: [],
    noEmit: true,
    incremental: false,
  });
  const checker = program.getTypeChecker();
  const source = program.getSourceFile(join(root, NOUNS));
  const union = source?.statements.filter(ts.isTypeAliasDeclaration).find(({ name }) => name.text === 'LedgerEvent');
  if (union === undefined) throw new Error(`${NOUNS} declares no LedgerEvent`);

  const comment = (symbol: ts.Symbol): string =>
    ts.displayPartsToString(symbol.getDocumentationComment(checker)).replaceAll('\n', ' ');
  const named = new Map<string, NamedType>();
  const gather = (node: ts.Node): void => {
    if (ts.isTypeReferenceNode(node)) {
      const local = checker.getSymbolAtLocation(node.typeName);
      const symbol =
        local !== undefined && local.flags & ts.SymbolFlags.Alias ? checker.getAliasedSymbol(local) : local;
      const declaration = symbol?.declarations?.[0];
      if (symbol !== undefined && declaration !== undefined && ts.isTypeAliasDeclaration(declaration)) {
        if (declaration.getSourceFile().fileName.includes('/libs/')) {
          const flags = ts.TypeFormatFlags.InTypeAlias | ts.TypeFormatFlags.NoTruncation;
          const means = checker.typeToString(checker.getTypeAtLocation(declaration), undefined, flags);
          named.set(symbol.name, { name: symbol.name, means, comment: comment(symbol) });
          gather(declaration.type);
        }
      }
    }
    ts.forEachChild(node, gather);
  };
  const memberOf = (symbol: ts.Symbol): EventMember => {
    const declaration = symbol.declarations?.[0];
    const type = declaration !== undefined && ts.isPropertySignature(declaration) ? declaration.type : undefined;
    if (type === undefined) throw new Error(`${symbol.name} is no declared member`);
    gather(type);
    return { name: symbol.name, type: type.getText(), comment: comment(symbol) };
  };
  const typeOf = (type: ts.Type, member: string): ts.Type => {
    const symbol = type.getProperty(member);
    if (symbol === undefined) throw new Error(`an event has no ${member}`);
    return checker.getTypeOfSymbol(symbol);
  };
  const type = checker.getTypeAtLocation(union);
  const events = (type.isUnion() ? type.types : [type]).map((event): [string, EventMember[]] => {
    const name = typeOf(event, 'type');
    if (!name.isStringLiteral()) throw new Error('an event has no literal type');
    return [name.value, checker.getPropertiesOfType(typeOf(event, 'data')).map(memberOf)];
  });
  return { members: new Map(events), named: [...named.values()].sort((a, b) => (a.name < b.name ? -1 : 1)) };
}
