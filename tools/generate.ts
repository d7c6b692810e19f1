import { fileURLToPath } from 'node:url';
import { parseArgs } from 'node:util';
import { generateEvents, generateSettings } from './generate/documents.ts';
import type { Generated } from './generate/generated.ts';
import { generateMigrations } from './generate/migrations.ts';
import { generateRoutes } from './generate/routes.ts';

/*
 * Writes what is generated and committed. With `--check` it writes nothing and fails when something would be
 * written. `--name what_changed` names the migration.
 */

const root = fileURLToPath(new URL('..', import.meta.url));
const { values } = parseArgs({
  options: { check: { type: 'boolean', default: false }, name: { type: 'string', default: 'change' } },
});

const parts: Generated[] = [
  await generateMigrations(root, values.name),
  await generateSettings(root),
  await generateEvents(root),
  await generateRoutes(root),
];
const outdated = parts.flatMap((part) => part.outdated);
const compared = parts.reduce((sum, part) => sum + part.compared, 0);

if (outdated.length === 0) console.log(`${compared} files up to date`);
else if (values.check) {
  console.error(
    `Run \`npm run generate -- --name what_changed\`; these are not up to date:\n${outdated.join('\n')}`,
  );
  process.exitCode = 1;
} else {
  for (const part of parts) if (part.outdated.length > 0) await part.write();
  console.log(`wrote ${outdated.map((entry) => entry.split(':', 1)[0]).join(', ')}`);
}
