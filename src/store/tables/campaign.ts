import type { Generated } from 'kysely';

/** Who gets a campaign. */
export interface CampaignFilterTable {
  campaign_filter_id: Generated<number>;
  filter_name: string;
  /** The text of a JSON object, in Ubilling's words: `{"newfilterdirection":"login","newfiltercashlesszero":"on"}`. */
  rules: string;
}

/** What it says: text with `{REALNAME}` and its like. */
export interface CampaignTemplateTable {
  campaign_template_id: Generated<number>;
  template_name: string;
  body: string;
}

/** A number on a list; nobody writes to those on the list `exclude`. */
export interface CampaignNumberTable {
  list: string;
  /** With a plus sign. */
  number: string;
  notes: string | null;
}
