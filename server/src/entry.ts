import { runCommandLine } from './cli.ts';

process.exitCode = await runCommandLine(process.argv.slice(2));
// Whatever still holds a handle must not keep a finished command alive.
process.exit();
