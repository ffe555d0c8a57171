import { catalogue } from './0001-catalogue.ts';
import { provisioning } from './0002-provisioning.ts';
import { users } from './0003-users.ts';
import { journal } from './0004-journal.ts';
import { notifications } from './0005-notifications.ts';
import { idempotentRequests } from './0006-idempotent-requests.ts';
import { access } from './0007-access.ts';
import { orders } from './0008-orders.ts';
import { lists } from './0009-lists.ts';
import { subscribers } from './0010-subscribers.ts';
import { subscriberThings } from './0011-subscriber-things.ts';
import { network } from './0012-network.ts';
import { actionRuns } from './0013-actions.ts';
import { callers } from './0014-callers.ts';
import { messages } from './0017-messages.ts';
import { partners } from './0018-partners.ts';
import { subscribersOfServices } from './0019-subscribers-of-services.ts';
import { phone } from './0020-phone.ts';
import { vlansAndShaping } from './0021-vlans-and-shaping.ts';
import { deviceConfigs } from './0022-device-configs.ts';
import type { Migration } from './migration.ts';

export const migrations: readonly Migration[] = [
  catalogue,
  provisioning,
  users,
  journal,
  notifications,
  idempotentRequests,
  access,
  orders,
  lists,
  subscribers,
  subscriberThings,
  network,
  actionRuns,
  callers,
  messages,
  partners,
  subscribersOfServices,
  phone,
  vlansAndShaping,
  deviceConfigs,
];
