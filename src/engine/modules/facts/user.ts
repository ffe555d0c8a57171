import * as os from 'node:os';
import type { Collector, Facts } from './collector.ts';
import { readLines } from './read-lines.ts';

/** Who runs the play. */
export const user: Collector = {
  name: 'user',
  minimal: true,
  words: [
    'effective_group_ids',
    'effective_user_id',
    'real_user_id',
    'user_dir',
    'user_gecos',
    'user_gid',
    'user_id',
    'user_shell',
    'user_uid',
  ],
  gather(): Facts {
    const { username, uid, gid, homedir, shell } = os.userInfo();
    return {
      user_id: username,
      user_uid: uid,
      user_gid: gid,
      user_gecos: fullName(username),
      user_dir: homedir,
      user_shell: shell ?? '',
      real_user_id: process.getuid?.() ?? uid,
      effective_user_id: process.geteuid?.() ?? uid,
      real_group_id: process.getgid?.() ?? gid,
      effective_group_id: process.getegid?.() ?? gid,
    };
  },
};

function fullName(name: string): string {
  const entry = readLines('/etc/passwd').find(line => line.startsWith(`${name}:`));
  return entry?.split(':')[4] ?? '';
}
