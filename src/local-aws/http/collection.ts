import type { JsonObject } from '../../model/index.js';
import type { Refusal } from '../operation.js';
import { type ApiRecord, at, type Resources } from './account.js';
import { done, type HttpOperation, onApi, textIn } from './call.js';
import { page, pageQuery } from './pages.js';
import { notFound } from './refusals.js';

/** A kind of resource that belongs to an API. */
export interface Collection {
  /** As operations have it in their names: `Route`. */
  noun: string;
  /** Where it stands in the API, which is also its name in paths. */
  place: 'routes' | 'integrations' | 'authorizers' | 'stages' | 'deployments';
  /** The member that names one. */
  id: string;
}

export function pathOf({ place }: Collection): string {
  return `/v2/apis/{apiId}/${place}`;
}

export function itemPathOf(collection: Collection): string {
  return `${pathOf(collection)}/{${collection.id}}`;
}

/** @returns the resource that a call names, or AWS's answer where there is none (form C, for other kinds than `Route` I) */
export function named(record: ApiRecord, collection: Collection, input: JsonObject): JsonObject | Refusal {
  const id = textIn(input, collection.id);
  return at(resourcesIn(record, collection), id) ?? notFound(absence(collection, id));
}

function absence({ noun, place }: Collection, id: string): string {
  return place === 'stages' ? 'Invalid stage identifier specified' : `Invalid ${noun} identifier specified ${id}`;
}

export function isRefusal(value: JsonObject | Refusal): value is Refusal {
  return value['kind'] === 'refused';
}

function resourcesIn(record: ApiRecord, { place }: Collection): Resources {
  return record[place];
}

/** @returns the operations that read one and all of a kind */
export function readOperations(collection: Collection): HttpOperation[] {
  return [
    {
      ...{ name: `Get${collection.noun}`, verb: 'GET', path: itemPathOf(collection), status: 200 },
      run: onApi((record, { input }) => {
        const resource = named(record, collection, input);
        return isRefusal(resource) ? resource : done(resource);
      }),
    },
    {
      ...{ name: `Get${collection.noun}s`, verb: 'GET', path: pathOf(collection), status: 200, query: pageQuery },
      run: onApi((record, { input }) => page(Object.values(resourcesIn(record, collection)), input)),
    },
  ];
}
