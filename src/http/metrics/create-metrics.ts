import type { Database } from '../../store/schema.ts';
import type { Metrics } from './metrics.ts';
import { readCounts } from './read-counts.ts';

const SECONDS = [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10, 30, 60];

/** Counters of this process, and gauges read from the database when they are scraped. */
export async function createMetrics(db: Database): Promise<Metrics> {
  const { default: prometheus } = await import('prom-client');
  const registry = new prometheus.Registry();
  const registers = [registry];
  prometheus.collectDefaultMetrics({ register: registry, prefix: 'omnicrm_' });
  const requests = new prometheus.Histogram({
    name: 'omnicrm_http_request_seconds',
    help: 'HTTP requests by route and status',
    registers,
    labelNames: ['method', 'route', 'status'],
    buckets: SECONDS,
  });
  const tasks = new prometheus.Histogram({
    name: 'omnicrm_task_seconds',
    help: 'Tasks of plays that this process ran',
    registers,
    labelNames: ['module', 'status'],
    buckets: SECONDS,
  });
  const calls = new prometheus.Histogram({
    name: 'omnicrm_backend_call_seconds',
    help: 'Calls to backends by outcome',
    registers,
    labelNames: ['backend', 'outcome'],
    buckets: SECONDS,
  });
  const gauges = {
    runs: new prometheus.Gauge({ name: 'omnicrm_runs', help: 'Runs by state', labelNames: ['state'], registers }),
    notifications: new prometheus.Gauge({
      name: 'omnicrm_notifications',
      help: 'Messages by status',
      labelNames: ['status'],
      registers,
    }),
    locks: new prometheus.Gauge({ name: 'omnicrm_action_locks', help: 'Locks of actions held now', registers }),
    reservations: new prometheus.Gauge({ name: 'omnicrm_reservations', help: 'Stock held by orders', registers }),
  };
  return {
    // A path that is no route would make a label of every guess.
    request: ({ method, route = 'none', status, milliseconds }) =>
      requests.observe({ method, route, status }, milliseconds / 1000),
    reporter: {
      report: event => {
        if (event.type !== 'result') return;
        tasks.observe({ module: event.task.action, status: event.status }, event.durationMs / 1000);
      },
    },
    call: (backend, outcome, seconds) => calls.observe({ backend, outcome }, seconds),
    text: async () => {
      const { runs, notifications, locks, reservations } = await readCounts(db);
      for (const [state, count] of runs) gauges.runs.set({ state }, count);
      for (const [status, count] of notifications) gauges.notifications.set({ status }, count);
      gauges.locks.set(locks);
      gauges.reservations.set(reservations);
      return { type: registry.contentType, text: await registry.metrics() };
    },
  };
}
