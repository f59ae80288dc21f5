import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { json } from 'node:stream/consumers';

/** A call as it came over the wire. */
export interface AthenaCall {
  target: string;
  input: Record<string, unknown>;
}

export interface AthenaEndpoint {
  url: string;
  calls: AthenaCall[];
  close(): Promise<void>;
}

export interface AthenaScript {
  /** Parameters of the table, as a crawler leaves them. */
  parameters?: Record<string, string>;
  cutoff?: number;
  /** States that the query goes through, the last for ever. */
  states?: string[];
  reason?: string;
  scanned?: number;
  /** Columns of the result, and its rows in pages. */
  columns?: readonly string[];
  pages?: (string | null)[][][];
  /** What is refused instead: the code of an error by the operation. */
  refused?: Record<string, string>;
}

/** Speaks Athena's protocol, AWS JSON 1.1, with answers of the form that Athena gives. */
export async function openAthena(script: AthenaScript): Promise<AthenaEndpoint> {
  const calls: AthenaCall[] = [];
  const server = createServer(async (request, response) => {
    const target = String(request.headers['x-amz-target']).replace('AmazonAthena.', '');
    const input = (await json(request)) as Record<string, unknown>;
    calls.push({ target, input });
    const refused = script.refused?.[target];
    const answer = refused
      ? { __type: refused, Message: `${refused} was said` }
      : answerTo(target, input, script, calls);
    response.writeHead(refused ? 400 : 200, { 'content-type': 'application/x-amz-json-1.1' });
    response.end(JSON.stringify(answer));
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    url: `http://127.0.0.1:${port}`,
    calls,
    close: () => new Promise((resolve) => server.close(() => resolve())),
  };
}

const logColumns = ['requestid', 'ip', 'requesttime', 'httpmethod', 'resourcepath', 'status', 'responselength'];

function answerTo(target: string, input: Record<string, unknown>, script: AthenaScript, calls: AthenaCall[]): unknown {
  switch (target) {
    case 'GetTableMetadata':
      return {
        TableMetadata: {
          ...{ Name: 'access', TableType: 'EXTERNAL_TABLE', Parameters: { EXTERNAL: 'TRUE', ...script.parameters } },
          Columns: logColumns.map((Name) => ({ Name, Type: Name === 'status' ? 'int' : 'string' })),
          PartitionKeys: [{ Name: 'day', Type: 'string' }],
        },
      };
    case 'GetWorkGroup':
      return {
        WorkGroup: {
          ...{ Name: input['WorkGroup'], State: 'ENABLED' },
          Configuration: {
            EnforceWorkGroupConfiguration: true,
            ...(script.cutoff !== undefined && { BytesScannedCutoffPerQuery: script.cutoff }),
          },
        },
      };
    case 'StartQueryExecution':
      return { QueryExecutionId: 'b0a1c2d3-0000-4444-8888-1234567890ab' };
    case 'GetQueryExecution':
      return { QueryExecution: executionOf(script, calls.filter((call) => call.target === target).length) };
    default:
      return pageOf(script, Number(input['NextToken'] ?? 0));
  }
}

function executionOf({ states = ['SUCCEEDED'], reason, scanned = 0 }: AthenaScript, asked: number): unknown {
  const State = states[Math.min(asked, states.length) - 1];
  return {
    QueryExecutionId: 'b0a1c2d3-0000-4444-8888-1234567890ab',
    Status: { State, ...(reason !== undefined && { StateChangeReason: reason }) },
    Statistics: { EngineExecutionTimeInMillis: 1234, DataScannedInBytes: scanned },
  };
}

function pageOf({ columns = [], pages = [] }: AthenaScript, index: number): unknown {
  const row = (values: readonly (string | null)[]) => ({
    Data: values.map((value) => (value === null ? {} : { VarCharValue: value })),
  });
  const rows = (pages[index] ?? []).map(row);
  return {
    ResultSet: {
      Rows: index === 0 ? [row(columns), ...rows] : rows,
      ResultSetMetadata: { ColumnInfo: columns.map((Name) => ({ Name, Type: 'varchar' })) },
    },
    ...(index + 1 < pages.length && { NextToken: String(index + 1) }),
  };
}
