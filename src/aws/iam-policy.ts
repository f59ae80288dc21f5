import { undoOperations } from '../plan/call.js';
import { operations, readOperations } from './operations.js';
import { costRights, exportRights, logRights, priceRights, type Right, rights } from './rights.js';

/** Commands that call AWS. */
export const callingCommands = ['export', 'import', 'import --dry-run', 'undo', 'prices update', 'cost'] as const;

export type CallingCommand = (typeof callingCommands)[number];

/** A policy as IAM takes it. */
export interface IamPolicy {
  Version: '2012-10-17';
  Statement: { Effect: 'Allow'; Action: string[]; Resource: string[] }[];
}

/**
 * The least that a role needs for a command. It is made of the tables of calls that the command can make, so that it
 * has what is called and no more.
 */
export function iamPolicy(command: CallingCommand): IamPolicy {
  const byResource = new Map<string, Set<string>>();
  for (const { action, resources } of rightsOf(command)) {
    for (const resource of resources) byResource.set(resource, (byResource.get(resource) ?? new Set()).add(action));
  }
  const byActions = new Map<string, string[]>();
  for (const [resource, actions] of byResource) {
    const key = [...actions].toSorted().join(' ');
    byActions.set(key, [...(byActions.get(key) ?? []), resource]);
  }
  const statements = [...byActions].map(([actions, resources]) => ({
    ...{ Effect: 'Allow' as const, Action: actions.split(' '), Resource: resources.toSorted() },
  }));
  return { Version: '2012-10-17', Statement: statements };
}

function rightsOf(command: CallingCommand): readonly Right[] {
  switch (command) {
    case 'export':
      return Object.values(exportRights);
    case 'cost':
      return costRights;
    case 'import --dry-run':
      return readOperations.map((name) => rights[name]);
    case 'import':
      // What fails half-way is taken back, so this has the rights of an undo too.
      return [...operations.map((name) => rights[name]), ...logRights];
    case 'undo':
      return [...readOperations, ...undoOperations].map((name) => rights[name]).concat(logRights);
    case 'prices update':
      return priceRights;
  }
}
