// SPDX-License-Identifier: Apache-2.0
// Starts Spotlight's server and nothing else of it: its command would report to Sentry.
// Arguments: the directory it is installed in, the port.
import { pathToFileURL } from "node:url";
import { join } from "node:path";

const [directory, port] = process.argv.slice(2);
const main = join(directory, "node_modules/@spotlightjs/spotlight/dist/server/main.js");
const { setupSpotlight } = await import(pathToFileURL(main));
await setupSpotlight({ port: Number(port), isStandalone: true });
