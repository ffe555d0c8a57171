/** Hints of the floors below name commands; an API client is told the route that does the same. */
const inThisApi: readonly (readonly [command: RegExp, request: string])[] = [
  [/omnicrm status (\d+)/g, 'GET /crm/provision/provision_id/$1'],
  [/omnicrm retry (\d+) --play fixed/g, 'POST /crm/provision/provision_id/$1/retry {"play": "fixed"}'],
  [/omnicrm retry (\d+) --from-failed/g, 'POST /crm/provision/provision_id/$1/retry {"from_failed": true}'],
  [/omnicrm (resume|rollback|retry|cancel) (\d+)/g, 'POST /crm/provision/provision_id/$2/$1'],
  [/omnicrm deprovision <service>/g, 'PUT /crm/provision/ {"action": "deprovision", "service_id": <service>}'],
  [/omnicrm product set \S+ (\w+)=.*$/g, 'PATCH /crm/product/product_id/<product_id>, $1'],
  [/--inventory "([^"]+)=<inventory_id>"/g, '"$1": <inventory_id>'],
  [/--pick auto/g, '"pick": true'],
];

/** A hint in the words of the API; undefined for one that is of use at a terminal only. */
export function apiHint(hint: string | undefined): string | undefined {
  if (hint === undefined) return undefined;
  const text = inThisApi.reduce((said, [command, request]) => said.replaceAll(command, request), hint);
  return /\bomnicrm [a-z]|(^|\s)--[a-z]/.test(text) ? undefined : text;
}
