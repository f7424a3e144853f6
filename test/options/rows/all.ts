import type { Row } from "../row.ts";
import { deviceRows } from "./devices.ts";
import { limitRows } from "./limits.ts";
import { mountRows } from "./mounts.ts";
import { nameFileRows } from "./name-files.ts";
import { namespaceRows } from "./namespaces.ts";
import { networkRows } from "./network.ts";
import { observationRows } from "./observation.ts";
import { processRows } from "./process.ts";
import { resourceRows } from "./resources.ts";
import { rootRows } from "./root.ts";
import { securityRows } from "./security.ts";
import { storageRows } from "./storage.ts";

export const allRows: readonly Row[] = [
  ...processRows,
  ...storageRows,
  ...mountRows,
  ...rootRows,
  ...deviceRows,
  ...resourceRows,
  ...limitRows,
  ...securityRows,
  ...namespaceRows,
  ...networkRows,
  ...nameFileRows,
  ...observationRows,
];
