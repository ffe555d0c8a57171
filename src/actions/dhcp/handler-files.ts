import { basename, join } from 'node:path';

/** Where a DHCP or PPP file lies below the home; a name from the database cannot lead elsewhere. */
export function handlerFile(name: string): string {
  return join('multinet', basename(name));
}
