import type { ParameterMapping, ServiceUri } from '../../model/index.js';
import { endpointDomain } from '../rendering.js';
import { type Field, textField } from './fields.js';
import { sourceField } from './mappings.js';

const configuration = /^\/?applications\/([^/]+)\/environments\/([^/]+)\/configurations\/([^/]+)$/;

/** @returns the arguments that stand in the address: the queue of SQS, the configuration of AppConfig (ST-SQS-S, ST-APC) */
export function addressFields(uri: ServiceUri, parameters: ParameterMapping[]): [string, Field][] {
  if (uri.kind !== 'path') return [];
  const { service, region, partition, rest } = uri;
  if (service === 'sqs') {
    const queue = `https://sqs.${region}.${endpointDomain(partition)}/${rest.replace(/^\//, '')}`;
    return [['QueueUrl', filled(queue, parameters)]];
  }
  const parts = configuration.exec(rest)?.slice(1) ?? [];
  if (service !== 'appconfig') return [];
  return ['Application', 'Environment', 'Configuration'].flatMap((name, index): [string, Field][] => {
    const text = parts[index];
    return text === undefined ? [] : [[name, filled(text, parameters)]];
  });
}

/** @returns the action that an address alone stands for */
export function addressedAction({ service, rest }: ServiceUri): string | undefined {
  return service === 'appconfig' && configuration.test(rest) ? 'GetConfiguration' : undefined;
}

/** Variables of the address are filled by mappings of the path. */
function filled(text: string, parameters: ParameterMapping[]): Field {
  const parts = text.split(/(?<!\$)\{([^{}]+)\}/).map((part, index): Field => {
    if (index % 2 === 0) return textField(part);
    const mapping = parameters.find(({ target }) => target.place === 'path' && target.name === part);
    const hidden = `nothing fills {${part}} of the address`;
    return mapping ? sourceField(mapping.source) : { pieces: [], isBare: false, hidden };
  });
  const hidden = parts.find((part) => part.hidden !== undefined)?.hidden;
  const pieces = parts.flatMap((part) => part.pieces).filter((piece) => piece.kind === 'value' || piece.text !== '');
  return { pieces, isBare: false, ...(hidden !== undefined && { hidden }) };
}
