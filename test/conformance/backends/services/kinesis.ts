import type { JsonObject } from '../../../../src/model/index.js';
import { listOf, objectOf, textOf } from '../../values.js';
import { jsonAnswer, type ServiceStandIn, unknownAction } from './service.js';

const type = 'application/x-amz-json-1.1';

/** A stream of one shard: https://docs.aws.amazon.com/kinesis/latest/APIReference/ */
export function openKinesis(): ServiceStandIn {
  const records: JsonObject[] = [];
  const put = (record: JsonObject): JsonObject => {
    const SequenceNumber = String(records.length + 1);
    const Data = Buffer.from(textOf(record['Data']), 'base64').toString('utf8');
    const { PartitionKey = '' } = record;
    records.push({ ApproximateArrivalTimestamp: 0, Data, PartitionKey, SequenceNumber });
    return { SequenceNumber, ShardId: 'shardId-000000000000' };
  };
  return {
    reads: {
      'kinesis.get_records': () => ({ MillisBehindLatest: 0, NextShardIterator: 'iterator', Records: records }),
    },
    answer(call) {
      const parameters = objectOf(call.parameters);
      switch (call.action) {
        case 'PutRecord':
          return jsonAnswer(put(parameters), 200, type);
        case 'PutRecords': {
          const Records = listOf(parameters['Records']).map((record) => put(objectOf(record)));
          return jsonAnswer({ FailedRecordCount: 0, Records }, 200, type);
        }
        default:
          return unknownAction(call);
      }
    },
  };
}
