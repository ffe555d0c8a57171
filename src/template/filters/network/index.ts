/** Filters of addresses and networks, known by short names, under `ansible.utils.` and under `ansible.netcommon.`. */
import type { TemplateFilter } from '../../callable.ts';
import { addressFilters } from './addresses.ts';
import { hardwareFilters } from './hardware.ts';
import { hostFilters } from './hosts.ts';
import { membershipFilters } from './membership.ts';
import { mergingFilters } from './merging.ts';
import { subnetFilters } from './subnets.ts';
import { usableRangeFilter } from './usable-range.ts';

const byShortName: Readonly<Record<string, TemplateFilter>> = {
  ...addressFilters,
  ...hardwareFilters,
  ...hostFilters,
  ...membershipFilters,
  ...mergingFilters,
  ...subnetFilters,
};

export const networkFilters: ReadonlyMap<string, TemplateFilter> = new Map([
  ...['', 'ansible.utils.', 'ansible.netcommon.'].flatMap(prefix =>
    Object.entries(byShortName).map(([name, filter]) => [prefix + name, filter] as const),
  ),
  ['ansible.utils.usable_range', usableRangeFilter],
]);
