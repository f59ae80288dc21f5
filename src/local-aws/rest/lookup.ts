import type { RestApiRecord, StageItem } from './account.js';
import type { IntegrationItem, MethodItem, ResourceItem } from './control-plane.js';
import { notFound } from './refused-call.js';
import type { Call } from './rest-operation.js';

/** @throws RefusedCall with what AWS says (recorded) */
export function apiOf({ account, input, world }: Call, id = input.required('restApiId')): RestApiRecord {
  const api = own(account.apis, id);
  if (!api) throw notFound(`Invalid API identifier specified ${world.accountId}:${id}`);
  return api;
}

/** @returns the value of a key; objects of an account are maps, and names are the clients' */
export function own<Value>(map: Record<string, Value>, key: string): Value | undefined {
  return Object.hasOwn(map, key) ? map[key] : undefined;
}

/** A resource of an API that does not exist does not exist (recorded for PutMethod and PutIntegration). */
export function resourceOf({ account, input }: Call, member = 'resourceId'): ResourceItem {
  const id = input.required(member);
  const resource = own(account.apis, input.required('restApiId'))?.state.resources.find((one) => one.id === id);
  if (!resource) throw notFound('Invalid Resource identifier specified');
  return resource;
}

/** Recorded, as the two below. */
export function methodOf(call: Call): MethodItem {
  const method = own(resourceOf(call).resourceMethods, call.input.required('httpMethod'));
  if (!method) throw notFound('Invalid Method identifier specified');
  return method;
}

/** @throws RefusedCall for a method without one, too (recorded) */
export function integrationOf(call: Call): IntegrationItem {
  const { methodIntegration } = methodOf(call);
  if (!methodIntegration) throw notFound('Invalid Integration identifier specified');
  return methodIntegration;
}

/** @returns a response of a method, or of its integration */
export function responseOf<Response>(responses: Record<string, Response> | undefined, statusCode: string): Response {
  const response = own(responses ?? {}, statusCode);
  if (response === undefined) throw notFound('Invalid Response status code specified');
  return response;
}

/** The text is from reports of users (C). */
export function stageOf(call: Call): StageItem {
  const stage = own(apiOf(call).stages, call.input.required('stageName'));
  if (!stage) throw notFound('Invalid stage identifier specified');
  return stage;
}

/** @returns the item with the id or name of the input */
export function itemOf<Item>(items: readonly Item[], isMeant: (item: Item) => boolean, message: string): Item {
  const item = items.find(isMeant);
  if (item === undefined) throw notFound(message);
  return item;
}

/** Puts an item in place of the one with the same id or name, or adds it. */
export function put<Item>(items: Item[], item: Item, nameOf: (item: Item) => string): void {
  const index = items.findIndex((one) => nameOf(one) === nameOf(item));
  if (index < 0) items.push(item);
  else items[index] = item;
  items.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
}
