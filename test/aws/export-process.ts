import { setTimeout } from 'node:timers/promises';
import { exportRegion } from '../../src/aws/export/region-export.js';
import { openRegion } from '../../src/aws/region.js';
import { BundleFolders } from '../../src/cli/bundle-store.js';
import { scaledClock } from './scaled-clock.js';

/** A process of its own that exports a region, for those who end it by force: `URL FOLDER`. */
const [endpointUrl, folder = ''] = process.argv.slice(2);
const region = await openRegion({ region: 'eu-west-1', endpointUrl }, { clock: scaledClock(setTimeout) });
const store = new BundleFolders(folder, 'eu-west-1', false);
await exportRegion(region, { store, keepSecrets: false, now: new Date() });
region.close();
