import { addressOf } from '../agents/address-of.ts';
import { agentData, agentIdOfAddress } from '../agents/find-agent.ts';
import { phpJson } from '../formats/php-json.ts';
import { done } from '../reply.ts';
import type { SubAction } from './asterisk-params.ts';
import { askedLogin } from './mobiles.ts';

/** The legal entity of an address, as JSON; nothing for who has none. */
export const agentOfSubscriber: SubAction = async ({ db, options }, asked) => {
  const address = await addressOf(db, await askedLogin(db, asked));
  if (address === '') return done('[]');
  return done(phpJson(await agentData(db, await agentIdOfAddress(db, options, address))));
};
