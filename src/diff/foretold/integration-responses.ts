import { about, all, answeredByBackends, type Foretells } from './conditions.js';

/** The status of the backend passes (RT-NPX-SEL-HTTP). */
export const statusPasses: Foretells = all(about(/^reply\.status$/), answeredByBackends);

/** The body of the backend passes, and what it says of its kind. */
export const bodyPasses: Foretells = all(about(/^reply\.(body\b|headers\.content-type$)/), answeredByBackends);

/** A header that only the REST API set. */
export const headerLost: Foretells = ({ aspect, http }) => aspect.startsWith('reply.headers.') && http === undefined;
