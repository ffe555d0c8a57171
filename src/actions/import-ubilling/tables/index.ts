/** Ubilling's tables in the order in which they are taken: what others name comes first. */
import type { TableImport } from '../table-import.ts';
import { devices } from './devices.ts';
import { money } from './money.ts';
import { network } from './network.ts';
import { partners } from './partners.ts';
import { people } from './people.ts';
import { plans } from './plans.ts';
import { radius } from './radius.ts';
import { shaping } from './shaping.ts';
import { staff } from './staff.ts';
import { vlans } from './vlans.ts';

export const tableImports: readonly TableImport[] = [
  ...people,
  ...money,
  ...plans,
  ...network,
  ...devices,
  ...radius,
  ...shaping,
  ...vlans,
  ...staff,
  ...partners,
];
