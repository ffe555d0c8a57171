import type { Generated } from 'kysely';

/** What can be sold: each order runs the play of its product. */
export interface ProductTable {
  product_id: Generated<number>;
  /** URL-safe name, unique; the OCS action of an addon is `Action_<slug>`. */
  product_slug: string;
  product_name: string;
  /** `standalone` makes a new service, `addon` works on one, `bundle` makes several. */
  category: string;
  /** One of the operator's kinds of service: mobile, internet, iptv, voip… */
  service_type: string | null;
  /** 0 takes it out of the shop; runs that exist stay readable. */
  enabled: number;
  /** FontAwesome class shown on the card. */
  icon: string | null;
  comment: string | null;
  /** Price for the customer per period, in minor units. */
  retail_cost_minor: number;
  /** One-time price at provisioning, in minor units. */
  retail_setup_cost_minor: number;
  /** Cost to deliver per period, in minor units. */
  wholesale_cost_minor: number;
  /** One-time cost to deliver, in minor units. */
  wholesale_setup_cost_minor: number;
  /** Name of the play file without `.yaml`. */
  provisioning_play: string | null;
  /** Default variables of the play: the text of a JSON object. */
  provisioning_json_vars: string;
  /** Inventory types an order must name: a Python list literal such as `['SIM Card', 'Mobile Number']`. */
  inventory_items_list: string;
  /** 1 when private persons may buy it. */
  residential: number;
  /** 1 when companies may buy it. */
  business: number;
  /** 1 when customers may order it themselves. */
  customer_can_purchase: number;
  /** `true`, `false` or `prompt`. */
  auto_renew: string;
  contract_days: number;
  /** Selling points shown on the card, one a line. */
  features_list: string | null;
  /** Link to the terms. */
  terms: string | null;
  available_from: string | null;
  available_until: string | null;
  created: string;
  last_modified: string;
}
