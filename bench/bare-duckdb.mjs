/** The bare query that `migrate cost --logs` is measured against: requests and bytes by route and status, of one file. */
import { DuckDBInstance } from '@duckdb/node-api';

const [file = ''] = process.argv.slice(2);
const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
const connection = await instance.connect();
const columns = ['httpMethod', 'resourcePath', 'status', 'responseLength', 'requestTime', 'ip'];
const result = await connection.runAndReadAll(`
  SELECT httpMethod, resourcePath, status, count(*) AS requests, sum(TRY_CAST(responseLength AS BIGINT)) AS bytes
  FROM read_json('${file}', format = 'newline_delimited', columns = {${columns.map((name) => `${name}: 'VARCHAR'`).join(', ')}})
  GROUP BY ALL`);
console.log(result.getRowsJson().length);
