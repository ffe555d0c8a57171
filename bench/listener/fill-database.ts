import type BetterSqlite3 from 'better-sqlite3';

/** Of each run. */
const EVENTS = 10;
/** Runs of each customer. */
const CUSTOMERS = 10;

/** Runs with ten events each, customers (one for ten runs) and services, written in one go. */
export function fillDatabase(sqlite: BetterSqlite3.Database, runs: number): void {
  sqlite.pragma('synchronous = OFF');
  const numbers = 'with recursive n(i) as (select 1 union all select i + 1 from n where i < ?)';
  const write = (into: string, select: string, number: number): void =>
    void sqlite.prepare(`insert into ${into} ${numbers} ${select}`).run(number);
  sqlite.transaction(() => {
    write(
      'customer (customer_id, customer_name, customer_account_type, customer_status, customer_payment_type, customer_enabled, created, last_modified)',
      `select 100000 + i, 'Customer ' || printf('%07x', (i * 2654435761) % 268435456) || ' of ' || (i % 97), 'Individual', 'Open', 'prepaid', 1, '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' from n`,
      Math.max(1, runs / CUSTOMERS),
    );
    write(
      'service (customer_id, product_id, service_name, service_uuid, service_status, retail_cost_minor, wholesale_cost_minor, auto_renew, custom_fields, created, last_modified)',
      `select 100001 + (i % ${Math.max(1, runs / CUSTOMERS)}), 1, 'Mobile ' || i, 'Service_' || printf('%08x-%08x', (i * 2654435761) % 4294967296, i), 'Active', 1500, 300, 'true', '{}', '2026-01-01T00:00:00.000Z', '2026-01-01T00:00:00.000Z' from n`,
      Math.max(1, runs / 2),
    );
    write(
      'provision (customer_id, product_id, action, provisioning_play, playbook_description, provisioning_json_vars, provisioning_status, task_count, created, finished)',
      `select 100001 + (i % ${Math.max(1, runs / CUSTOMERS)}), 1 + i % 3, 'provision', case i % 3 when 0 then 'play_psim_only' when 1 then 'play_simple_service' else 'play_topup_monetary' end,
         case i % 3 when 0 then 'OmniCore Service Provisioning 2024' when 1 then 'Simple Provisioning Play' else 'Mobile Topup Monetary - 2024' end,
         '{"product_id": 1, "filler": "' || printf('%0600d', i) || '"}', case when i % 50 = 0 then 2 else 0 end, ${EVENTS},
         strftime('%Y-%m-%dT%H:%M:%fZ', 1750000000 + i * 3, 'unixepoch'), strftime('%Y-%m-%dT%H:%M:%fZ', 1750000009 + i * 3, 'unixepoch') from n`,
      runs,
    );
    sqlite
      .prepare(
        `insert into provision_event (provision_id, event_number, event_name, provisioning_status, provisioning_result_json, timestamp, duration_ms, task_path)
         select provision_id, e.value, 'Task ' || e.value, 0, '{"changed": false, "status": 200, "json": {"ok": true}}', created, 12, 'p/' || e.value
         from provision, json_each('[1,2,3,4,5,6,7,8,9,10]') as e`,
      )
      .run();
  })();
  sqlite.exec('analyze');
}
