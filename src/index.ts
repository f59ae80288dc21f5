/**
 * The stages of apigw-migrate as a library. Each is a function from one noun to the next; none but the reading of a price
 * list waits for anything outside, and nothing here reads a file, a variable or the network:
 *
 *     text ── parseDocument ──→ document ── readRestApi ──→ REST API ── convert ──→ { httpApi, ledger, verdict, … }
 *
 * - The ledger says of every construct what becomes of it, by a rule of `rules`; `printAnalysis` makes the JSON of
 *   `migrate analyze` of it. What waits for decisions is decided in the second argument of `convert`, see `noDecisions`.
 * - `writeHttpApi` and `printDocument` make the definition that ImportApi takes; `readHttpApi` reads it as ImportApi does,
 *   with its messages, and `planImport` tells the calls that bring it into an account.
 * - `openRestGateway` and `openHttpGateway` simulate both APIs in process: `handle(request)` gives what the client gets and
 *   what each backend received. `echoBackends` stand for all backends; `localDeployment` for a stage.
 * - `diff` sends requests to both and explains each difference by the ledger.
 * - `estimate` compares what both kinds cost.
 *
 * What the caller caused is thrown as a `Failure` with its place and what to do next.
 */
export { convert } from './convert/convert.js';
export { type ApiFacts, apiFactsOf } from './cost/api-facts.js';
export type { CostComparison } from './cost/comparison.js';
export { estimate } from './cost/estimate.js';
export { type PriceList, pricesOf } from './cost/price-list.js';
export { readPriceList } from './cost/read-price-list.js';
export { readUsage, type Usage, type UsageFlags } from './cost/usage.js';
export { type Account, diff, type Sides } from './diff/diff.js';
export type { DiffRequest } from './diff/diff-request.js';
export type { Difference, DiffResult } from './diff/differences.js';
export { requestsFor } from './diff/requests.js';
export { echoBackends } from './gateway/backends/echo.js';
export { type LocalSettings, localDeployment } from './gateway/backends/local-deployment.js';
export type {
  Backends,
  Deployment,
  Exchange,
  Gateway,
  GatewayRequest,
  GatewayResponse as GatewayReply,
} from './gateway/gateway.js';
export { openHttpGateway } from './gateway/http/http-gateway.js';
export { openRestGateway } from './gateway/rest/rest-gateway.js';
export * from './model/index.js';
export type { OpenApiDocument, SourceText } from './openapi/document.js';
export { type HttpImport, type ImportMessages, readHttpApi } from './openapi/http/read-http-api.js';
export { writeHttpApi } from './openapi/http/write-http-api.js';
export { kindOf } from './openapi/kind.js';
export { parseDocument } from './openapi/parse.js';
export { printDocument } from './openapi/print.js';
export { type RestDefinition, readRestDefinition } from './openapi/rest/read-definition.js';
export { readRestApi } from './openapi/rest/read-rest-api.js';
export type { Plan, Step } from './plan/plan.js';
export { planImport } from './plan/plan-import.js';
export { type Analysis, analysisFormats, printAnalysis } from './report/analysis.js';
export { reaches } from './rules/fail-on.js';
export { rules } from './rules/index.js';
export { levelOf } from './rules/level.js';
