import type { Generated } from 'kysely';

/** A legal entity that contracts with subscribers. */
export interface AgentTable {
  agent_id: Generated<number>;
  agent_name: string;
  abbreviation: string | null;
  /** EDRPOU and its like. */
  registry_code: string | null;
  tax_code: string | null;
  license_number: string | null;
  bank_account: string | null;
  bank_name: string | null;
  bank_code: string | null;
  legal_address: string | null;
  postal_address: string | null;
  phone: string | null;
  signatory: string | null;
  /** The signatory's name as contracts decline it. */
  signatory_genitive: string | null;
  basis: string | null;
  email: string | null;
  site_url: string | null;
}

/** Whose subscriber somebody is: by name (first) or by a part of the address. */
export interface AgentRuleTable {
  agent_rule_id: Generated<number>;
  /** May name an agent that is not there: then there is no answer. */
  agent_id: number;
  street_part: string | null;
  subscriber_id: number | null;
}

/** A part of the operator's area. */
export interface DistrictTable {
  district_id: Generated<number>;
  district_name: string;
}

/** What belongs to it. */
export interface DistrictRuleTable {
  district_rule_id: Generated<number>;
  district_id: number;
  city: string;
  /** Null: all of the city. */
  street: string | null;
  /** Null: all of the street. */
  building: string | null;
}

/** Who lives in which district: a view over the rules. */
export interface DistrictMemberTable {
  subscriber_id: number;
  district_id: number;
}
