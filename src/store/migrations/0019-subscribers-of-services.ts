import type { Migration } from './index.ts';

/** The customer of a subscriber is the customer of its service, whichever way either of them changes. */
const sql = `
alter table subscriber add column customer_id integer references customer on delete set null;
alter table subscriber add column closed text;
update subscriber set customer_id = (select s.customer_id from service as s where s.service_id = subscriber.service_id)
  where service_id is not null;
create index subscriber_by_customer on subscriber (customer_id) where customer_id is not null;

create trigger subscriber_new after insert on subscriber when new.service_id is not null begin
  update subscriber set customer_id = (select customer_id from service where service_id = new.service_id)
    where subscriber_id = new.subscriber_id;
end;
create trigger subscriber_moved after update of service_id on subscriber when new.service_id is not null begin
  update subscriber set customer_id = (select customer_id from service where service_id = new.service_id)
    where subscriber_id = new.subscriber_id;
end;
create trigger service_handed_over after update of customer_id on service begin
  update subscriber set customer_id = new.customer_id where service_id = new.service_id;
end;
`;

export const subscribersOfServices: Migration = { number: 19, name: 'subscribers of services', sql };
