import type { Node } from 'oxc-parser';
import { fileRule } from './rule.ts';

export const barrels = fileRule({
  name: 'barrels',
  says: 'a file that only re-exports hides where things live: import from the file itself',
  concerns: ({ program }) => program.body.length > 0,
  look: ({ program }) => {
    const handsOn = program.body.some(isReexport) && program.body.every(isReexportOrImport);
    return { looked: 1, spots: handsOn ? [{ offset: 0 }] : [] };
  },
});

function isReexport(node: Node): boolean {
  if (node.type === 'ExportAllDeclaration') return true;
  return node.type === 'ExportNamedDeclaration' && node.declaration === null;
}

function isReexportOrImport(node: Node): boolean {
  return isReexport(node) || node.type === 'ImportDeclaration';
}
