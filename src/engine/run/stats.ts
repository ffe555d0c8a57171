import type { HostStats } from '../events.ts';

/** The recap: counts for each host that took part. */
export class PlayStats {
  readonly hosts = new Map<string, HostStats>();

  add(host: string, what: keyof HostStats): void {
    let stats = this.hosts.get(host);
    if (!stats) {
      stats = { ok: 0, changed: 0, failures: 0, ignored: 0, rescued: 0, skipped: 0, unreachable: 0 };
      this.hosts.set(host, stats);
    }
    stats[what] += 1;
  }
}
