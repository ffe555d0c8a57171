/** Rotates the keys of a database again and again, until it is killed. */
import { openSqlite } from '../../src/store/open-sqlite.ts';
import { rotateKeys } from '../../src/store/sealing/rotate-keys.ts';

const [path = '', keyFile = ''] = process.argv.slice(2);
for (;;) {
  const sqlite = openSqlite(path);
  rotateKeys(sqlite, keyFile);
  sqlite.close();
}
