import { type ConformanceCase, Unsupported, type Verdict } from './case.js';

type Check = (fields: ConformanceCase['fields']) => Promise<Verdict>;

/** How each kind of case is answered. What a run does not need is not loaded. */
const checks: Record<string, () => Promise<Check>> = {
  'rest-import': async () => (await import('./kinds/rest-import.js')).checkRestImport,
  'http-import': async () => (await import('./kinds/http-import.js')).checkHttpImport,
  'rest-invoke': async () => (await import('./kinds/rest-invoke.js')).checkRestInvoke,
  'http-invoke': async () => (await import('./kinds/http-invoke.js')).checkHttpInvoke,
  'http-format2': async () => (await import('./kinds/http-format2.js')).checkHttpFormat2,
  'rest-vtl': async () => (await import('./kinds/rest-vtl.js')).checkRestVtl,
  'rest-mapping': async () => (await import('./kinds/rest-mapping.js')).checkRestMapping,
  'rest-unit': async () => (await import('./kinds/rest-unit.js')).checkRestUnit,
  'rest-control': async () => (await import('./kinds/rest-control.js')).checkRestControl,
  'rest-export': async () => (await import('./kinds/rest-export.js')).checkRestExport,
  'http-control': async () => (await import('./kinds/http-control.js')).checkHttpControl,
  event: async () => (await import('./kinds/event.js')).checkEvent,
};

/** Runs one case. What throws has failed, unless it says that something is not supported. */
export async function runCase({ kind, fields }: ConformanceCase): Promise<Verdict> {
  const load = checks[kind];
  if (!load) return { result: 'unsupported', reason: `cases of kind ${kind} are not known` };
  try {
    return await (await load())(fields);
  } catch (error) {
    if (error instanceof Unsupported) return { result: 'unsupported', reason: error.message };
    return { result: 'failed', reason: error instanceof Error ? `${error.name}: ${error.message}` : String(error) };
  }
}
