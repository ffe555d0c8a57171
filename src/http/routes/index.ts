import * as contact from '../../crm/contact.ts';
import * as customer from '../../crm/customer.ts';
import * as template from '../../crm/inventory-template.ts';
import * as method from '../../crm/payment-method.ts';
import * as product from '../../crm/product.ts';
import * as service from '../../crm/service.ts';
import * as site from '../../crm/site.ts';
import * as tariff from '../../crm/tariff.ts';
import * as transaction from '../../crm/transaction.ts';
import { roleThing } from '../../crm/role.ts';
import { userThing } from '../../crm/user.ts';
import type { Route } from '../route.ts';
import { activityRoutes } from './activity-routes.ts';
import { authRoutes } from './auth-routes.ts';
import { eventRoutes } from './event-routes.ts';
import { inventoryStore, inventoryThing } from './inventory-store.ts';
import { invoiceThing } from '../../crm/invoice.ts';
import { invoiceRoutes } from './invoice-routes.ts';
import { invoiceStore } from './invoice-store.ts';
import { provisionRoutes } from './provision-routes.ts';
import { roleStore } from './role-store.ts';
import { runRoutes } from './run-routes.ts';
import { subscriberStore, subscriberThing } from './subscriber-store.ts';
import { simpleProvisionRoutes } from './simple-provision-routes.ts';
import { secondFactorRoutes } from './second-factor-routes.ts';
import { stripeRoutes } from './stripe-routes.ts';
import { thingRoutes } from './thing-routes.ts';
import type { ThingRoutes } from './thing-store.ts';
import { userStore } from './user-store.ts';

/** Things with the usual routes. */
const things: readonly ThingRoutes[] = [
  {
    path: 'product',
    object: 'product',
    thing: product.productThing,
    store: {
      create: product.createProduct,
      get: product.getProduct,
      update: product.updateProduct,
      remove: product.deleteProduct,
      list: product.listProducts,
    },
  },
  {
    path: 'customer',
    object: 'customer',
    thing: customer.customerThing,
    store: {
      create: customer.createCustomer,
      get: customer.getCustomer,
      update: customer.updateCustomer,
      remove: customer.deleteCustomer,
      list: customer.listCustomers,
    },
  },
  {
    path: 'contact',
    object: 'contact',
    thing: contact.contactThing,
    store: {
      create: contact.createContact,
      get: contact.getContact,
      update: contact.updateContact,
      remove: contact.deleteContact,
      list: contact.listContacts,
    },
  },
  {
    path: 'site',
    object: 'site',
    thing: site.siteThing,
    store: {
      create: site.createSite,
      get: site.getSite,
      update: site.updateSite,
      remove: site.deleteSite,
      list: site.listSites,
    },
  },
  {
    path: 'service',
    object: 'service',
    thing: service.serviceThing,
    store: {
      create: (db, input, { access }) => service.createService(db, input, access.provisionId),
      get: service.getService,
      update: service.updateService,
      remove: service.deleteService,
      list: service.listServices,
    },
  },
  { path: 'invoice', object: 'invoice', thing: invoiceThing, store: invoiceStore },
  {
    path: 'tariff',
    object: 'tariff',
    thing: tariff.tariffThing,
    store: {
      create: tariff.createTariff,
      get: tariff.getTariff,
      update: tariff.updateTariff,
      remove: tariff.deleteTariff,
      list: tariff.listTariffs,
    },
  },
  { path: 'subscriber', object: 'subscriber', thing: subscriberThing, store: subscriberStore },
  { path: 'inventory', object: 'inventory', thing: inventoryThing, store: inventoryStore },
  {
    path: 'inventory/template',
    object: 'inventory_template',
    thing: template.inventoryTemplateThing,
    store: {
      create: template.createInventoryTemplate,
      get: template.getInventoryTemplate,
      update: template.updateInventoryTemplate,
      remove: template.deleteInventoryTemplate,
      list: template.listInventoryTemplates,
    },
  },
  {
    path: 'transaction',
    object: 'transaction',
    thing: transaction.transactionThing,
    store: {
      create: (db, input, { access: { provisionId } }) => transaction.createTransaction(db, input, { provisionId }),
      get: transaction.getTransaction,
      update: transaction.updateTransaction,
      remove: transaction.deleteTransaction,
      list: transaction.listTransactions,
    },
  },
  {
    path: 'payment_method',
    object: 'payment_method',
    thing: method.paymentMethodThing,
    store: {
      create: method.createPaymentMethod,
      get: method.getPaymentMethod,
      update: method.updatePaymentMethod,
      remove: method.deletePaymentMethod,
      list: method.listPaymentMethods,
    },
  },
  { path: 'user', object: 'user', thing: userThing, store: userStore },
  { path: 'role', object: 'role', thing: roleThing, store: roleStore },
];

/** Every route. */
export const routes: readonly Route[] = [
  ...authRoutes,
  ...secondFactorRoutes,
  ...things.flatMap(thingRoutes),
  ...activityRoutes,
  ...invoiceRoutes,
  ...stripeRoutes,
  ...provisionRoutes,
  ...runRoutes,
  ...eventRoutes,
  ...simpleProvisionRoutes,
];
