import type { Generated } from 'kysely';

/** A product in use by a customer. */
export interface ServiceTable {
  service_id: Generated<number>;
  customer_id: number;
  product_id: number;
  site_id: number | null;
  service_name: string;
  /** Account name at the OCS (`Service_<uuid>`), unique. */
  service_uuid: string;
  service_type: string | null;
  /** Active | Inactive (cancelled or expired) | Suspended (for a time). */
  service_status: string;
  /** Price per period, in minor units; copied from the product when not given. */
  retail_cost_minor: number;
  wholesale_cost_minor: number;
  auto_renew: string;
  notes: string | null;
  /** The operator's own fields: the text of a JSON object. */
  custom_fields: string;
  start_date: string | null;
  end_date: string | null;
  /** The run that made it, null when made by hand; that run owns it. */
  created_by_provision_id: number | null;
  /** What the run found out and its removal needs: the text of a JSON object; never in an API reply. */
  removal_facts: string | null;
  created: string;
  last_modified: string;
}
