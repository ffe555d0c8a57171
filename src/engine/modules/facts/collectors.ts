import type { Collector } from './collector.ts';
import { dateTime } from './date-time.ts';
import { distribution, lsb } from './distribution.ts';
import { environment } from './environment.ts';
import { hardware, load } from './hardware.ts';
import { local } from './local.ts';
import { network } from './network.ts';
import { platform } from './platform.ts';
import { python } from './python.ts';
import { systemCollectors } from './system.ts';
import { user } from './user.ts';

/** Every group of facts, by the words of `gather_subset`. */
export const collectors: readonly Collector[] = [
  platform,
  distribution,
  lsb,
  dateTime,
  environment,
  user,
  python,
  local,
  ...systemCollectors,
  hardware,
  load,
  network,
];
