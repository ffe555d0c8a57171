// Bundles the compiled command line into one file and keeps V8's compiled code beside it: cron starts omnicrm often.
import { execFileSync } from 'node:child_process';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';

const root = fileURLToPath(new URL('..', import.meta.url));
const outDir = process.argv[2] ?? join(root, 'dist/cli');

mkdirSync(outDir, { recursive: true });
await build({
  entryPoints: [join(root, 'src/cli/main.ts')],
  outfile: join(outDir, 'omnicrm.cjs'),
  bundle: true,
  platform: 'node',
  target: 'node20',
  format: 'cjs',
  external: ['better-sqlite3'],
  define: { 'import.meta.url': 'importMetaUrl' },
  banner: { js: "const importMetaUrl = require('node:url').pathToFileURL(__filename).href;" },
  legalComments: 'none',
  logLevel: 'warning',
});
copyFileSync(join(root, 'scripts/run-bundle.js'), join(outDir, 'main.js'));
writeCodeCache();

/** Runs usual commands once, so that the cache holds the functions they compile. */
function writeCodeCache() {
  const home = mkdtempSync(join(tmpdir(), 'omnicrm-build-'));
  const run = (...args) =>
    execFileSync(process.execPath, [join(outDir, 'main.js'), ...args], {
      env: { ...process.env, OMNICRM_HOME: home, OMNICRM_WRITE_CODE_CACHE: '1' },
      stdio: ['ignore', 'ignore', 'inherit'],
    });
  try {
    run('init');
    run('status');
  } finally {
    rmSync(home, { recursive: true, force: true });
  }
}
