import { isObject, textOf, type Json, type JsonObject } from '../simulator.ts';
import type { Fields, StructValue } from './go-decode.ts';
import { method, paginate, type Method, type Methods, type OcsContext } from './method.ts';
import { notFound, serverError } from './rpc-error.ts';

type Shelf = 'attributes' | 'filters' | 'resources' | 'chargers';

const idFields = { Tenant: 'string', ID: 'string' } as const satisfies Fields;
const common = {
  ...idFields,
  FilterIDs: '[]string',
  ActivationInterval: 'interface {}',
  Weight: 'float64',
} as const satisfies Fields;
const attributeFields = {
  ...common,
  Contexts: '[]string',
  Attributes: 'interface {}',
  Blocker: 'bool',
} as const satisfies Fields;
const resourceFields = {
  ...common,
  UsageTTL: 'interface {}',
  Limit: 'float64',
  AllocationMessage: 'string',
  Blocker: 'bool',
  Stored: 'bool',
  ThresholdIDs: '[]string',
} as const satisfies Fields;
const chargerFields = { ...common, RunID: 'string', AttributeIDs: '[]string' } as const satisfies Fields;
const filterFields = {
  ...idFields,
  Rules: 'interface {}',
  ActivationInterval: 'interface {}',
} as const satisfies Fields;

/** Setting, reading and removing one kind of profile. Removing one that is absent fails, each time. */
function profileMethods<F extends typeof idFields & Fields>(
  name: string,
  shelf: Shelf,
  fields: F,
  mandatory: readonly (keyof F & string)[],
): Methods {
  return {
    [`Set${name}`]: method({
      type: `engine.${name}`,
      fields,
      mandatory,
      run: (context, args) => save(context, shelf, args),
    }),
    [`Get${name}`]: method({
      type: 'utils.TenantID',
      fields: idFields,
      mandatory: ['ID'],
      run: ({ state }, { Tenant, ID }) => {
        const profile = state[shelf][`${Tenant}:${ID}`];
        if (!profile) throw notFound();
        return profile;
      },
    }),
    [`Get${name}IDs`]: listIds(shelf),
    [`Remove${name}`]: method({
      type: 'utils.TenantIDWithAPIOpts',
      fields: idFields,
      mandatory: ['ID'],
      run: (context, args) => remove(context, shelf, args),
    }),
  };
}

/** Profiles and filters of APIerSv1. */
export const allProfileMethods: Methods = {
  ...profileMethods('AttributeProfile', 'attributes', attributeFields, ['ID', 'Attributes']),
  ...profileMethods('Filter', 'filters', filterFields, ['ID']),
  ...profileMethods('ResourceProfile', 'resources', resourceFields, ['ID']),
  ...profileMethods('ChargerProfile', 'chargers', chargerFields, ['ID']),
};

/** ApierV2 takes the value of an attribute as one text; it is kept as rules, like V1's. */
export const profileMethodsV2: Methods = {
  SetAttributeProfile: method({
    type: 'engine.APIAttributeProfile',
    fields: attributeFields,
    mandatory: ['ID', 'Attributes'],
    run: (context, args) => {
      const attributes = (Array.isArray(args.Attributes) ? args.Attributes : []).map(withRules);
      return save(context, 'attributes', { ...args, Attributes: attributes });
    },
  }),
};

function withRules(attribute: Json): Json {
  if (!isObject(attribute) || typeof attribute['Value'] !== 'string') return attribute;
  return { ...attribute, Value: [{ Rules: attribute['Value'] }] };
}

function save(context: OcsContext, shelf: Shelf, profile: StructValue<typeof idFields> & JsonObject): 'OK' {
  const unknown = filterIds(profile).find(
    id => !id.startsWith('*') && !context.state.filters[`${profile.Tenant}:${id}`],
  );
  if (unknown !== undefined) throw serverError(`broken reference to filter: <${unknown}>`);
  context.state[shelf][`${profile.Tenant}:${profile.ID}`] = profile;
  return 'OK';
}

function remove({ state }: OcsContext, shelf: Shelf, { Tenant, ID }: StructValue<typeof idFields>): 'OK' {
  const key = `${Tenant}:${ID}`;
  if (!state[shelf][key]) throw notFound();
  const users = shelf === 'filters' ? usersOf(state, Tenant, ID) : {};
  if (Object.keys(users).length > 0) {
    throw serverError(
      `cannot remove filter <${key}> because will broken the reference to following items: ${JSON.stringify(users)}`,
    );
  }
  delete state[shelf][key];
  return 'OK';
}

const indexNames = [
  ['attributes', '*attribute_filter_indexes'],
  ['resources', '*resource_filter_indexes'],
  ['chargers', '*charger_filter_indexes'],
] as const;

/** The profiles that name a filter, by kind. */
function usersOf(state: OcsContext['state'], tenant: string, filter: string): Record<string, Record<string, object>> {
  const found = indexNames.map(([shelf, name]): [string, Record<string, object>] => {
    const profiles = Object.values(state[shelf]).filter(
      profile => profile['Tenant'] === tenant && filterIds(profile).includes(filter),
    );
    return [name, Object.fromEntries(profiles.map(profile => [textOf(profile['ID']), {}]))];
  });
  return Object.fromEntries(found.filter(([, profiles]) => Object.keys(profiles).length > 0));
}

/** Of the profile and of each of its attributes. */
function filterIds(profile: JsonObject): string[] {
  const lists = [profile, ...(Array.isArray(profile['Attributes']) ? profile['Attributes'] : [])].map(part =>
    isObject(part) ? part['FilterIDs'] : null,
  );
  return lists.flatMap(list => (Array.isArray(list) ? list.map(String) : []));
}

function listIds(shelf: Shelf): Method {
  return method({
    type: 'utils.PaginatorWithTenant',
    fields: { Tenant: 'string', Offset: 'int', Limit: 'int' },
    run: ({ state }, args) => {
      const ids = Object.values(state[shelf]).filter(profile => profile['Tenant'] === args.Tenant);
      if (ids.length === 0) throw notFound();
      return paginate(ids.map(profile => textOf(profile['ID'])).toSorted(), args);
    },
  });
}
