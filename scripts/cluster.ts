/** The text of docs/cluster.md: what a cluster went through, with the figures of the last run. scripts/docs.ts writes it. */

/** What `./scripts/cluster --json` writes. */
export interface ClusterRun {
  readonly date: string;
  readonly servers: number;
  readonly clients: number;
  readonly allocations: number;
  readonly cores: number;
  readonly nomad: string;
  readonly podman: string;
  readonly scenarios: readonly {
    readonly name: string;
    readonly title: string;
    readonly holds: string;
    readonly figures: Readonly<Record<string, number>>;
    readonly error?: string;
  }[];
}

const introduction = `# A cluster

<!-- Generated from docs/cluster.json by scripts/cluster.ts: run \`./scripts/cluster --json docs/cluster.json\`, then \`./scripts/generate\`. -->

\`./scripts/cluster\` starts Nomad servers and clients on one machine. Each has its own processes,
mounts and network, each client its own Podman. \`--only NAME\` runs one row, and \`./scripts/test\`
the same rows with 12 allocations on three clients ([test/cluster](../test/cluster)). After each row
the cluster runs every task that Nomad wants exactly once, and no Podman has any other container.`;

/** @param run the last full run */
export function clusterPage(run: ClusterRun): string {
  const { servers, clients, allocations, date, cores, nomad, podman } = run;
  const size = `${date}: ${servers} servers, ${clients} clients, services of ${allocations} allocations; Nomad ${nomad}, Podman ${podman},
${cores} cores that other programs used as well.`;
  const rows = run.scenarios.map(({ name, title, holds, figures, error }) => {
    const values = Object.entries(figures).map(([what, figure]) => `${what}: ${figure}`);
    return `| \`${name}\` | ${title} | ${error === undefined ? holds : `**failed**: ${error}`} | ${values.join("<br>")} |`;
  });
  return `${introduction}\n\n${size}\n\n${["| `--only` | what happens | what holds | figures |", "| --- | --- | --- | --- |", ...rows].join("\n")}\n`;
}
