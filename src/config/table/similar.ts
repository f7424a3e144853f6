/** What is an option of Nomad's docker driver, and is written elsewhere with this one. */
export const elsewhere: Readonly<Record<string, string>> = {
  memory_hard_limit: "write the hard limit as memory_max in the task's resources block: resources { memory_max = 512 }",
  dns_servers: 'write them in the group\'s network block: network { dns { servers = ["10.0.0.2"] } }',
  dns_search_domains: 'write them in the group\'s network block: network { dns { searches = ["example.org"] } }',
  dns_options: 'write them in the group\'s network block: network { dns { options = ["ndots:2"] } }',
  load: 'name the archive in image: image = "docker-archive:local/image.tar"',
};

/** Longest name that is compared: a mistyped one is about as long as those that there are. */
const longestName = 40;

/** ` did you mean "…"?` for the known name that differs least from a mistyped one; empty when none is like it. */
export function didYouMean(name: string, known: readonly string[]): string {
  if (name.length > longestName) return "";
  const bare = plain(name);
  let best: string | undefined;
  let least = Math.max(1, Math.floor(bare.length / 4)) + 1;
  for (const candidate of known) {
    const distance = editDistance(bare, plain(candidate));
    if (distance >= least) continue;
    best = candidate;
    least = distance;
  }
  return best === undefined ? "" : `did you mean ${best}?`;
}

function plain(name: string): string {
  return name.toLowerCase().replaceAll(/[-_]/g, "");
}

/** Insertions, deletions, replacements and swaps of neighbours that make one of the other (optimal string alignment). */
function editDistance(a: string, b: string): number {
  let before: readonly number[] = [];
  let last: readonly number[] = Array.from({ length: b.length + 1 }, (_, index) => index);
  for (let i = 1; i <= a.length; i += 1) {
    const row = [i];
    for (let j = 1; j <= b.length; j += 1) {
      const same = a[i - 1] === b[j - 1] ? 0 : 1;
      const plainest = Math.min((last[j] ?? 0) + 1, (row[j - 1] ?? 0) + 1, (last[j - 1] ?? 0) + same);
      const swapped = i > 1 && j > 1 && a[i - 1] === b[j - 2] && a[i - 2] === b[j - 1];
      row.push(swapped ? Math.min(plainest, (before[j - 2] ?? 0) + 1) : plainest);
    }
    before = last;
    last = row;
  }
  return last[b.length] ?? 0;
}
