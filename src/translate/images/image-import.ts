import { basename } from "node:path";
import type { TaskOptions } from "../../config/task-options/task-options.ts";
import { type ArchiveFile, type ArchiveUrl, type ImageSource, parseArchivePlace, parseImage } from "./image-ref.ts";

/** An image that is made of a tar of its root file system. */
export interface ImageImport {
  readonly kind: "import";
  /** Name that the image gets. */
  readonly reference: string;
  readonly archive: ArchiveFile | ArchiveUrl;
  readonly check: ArchiveCheck;
  /** Made at each start, also when it is there. */
  readonly force: boolean;
  readonly command: readonly string[] | undefined;
}

/** What the archive must have before it is used; undefined for nothing. */
export type ArchiveCheck = GivenChecksum | PublishedChecksum | undefined;

/** A checksum that the job has. */
export interface GivenChecksum {
  readonly kind: "given";
  readonly checksum: Checksum;
}

/** A SHA-256 that stands in a file behind one of the URLs, the first that has it. */
export interface PublishedChecksum {
  readonly kind: "published";
  readonly urls: readonly string[];
  /** Name of the archive in that file. */
  readonly file: string;
  /** The file must be signed by a key of the node's import keyring. */
  readonly signed: boolean;
}

export interface Checksum {
  readonly algorithm: "sha256" | "sha512";
  /** In lower-case hexadecimal digits. */
  readonly digits: string;
}

/** Where a task's image comes from. @throws DriverError `invalidConfig` */
export function taskImage(
  { image, import: block }: Pick<TaskOptions, "image" | "import">,
  taskDirectory: string,
): ImageSource | ImageImport {
  const named = parseImage(image ?? "", taskDirectory);
  if (block === undefined || named.kind !== "registry") return named;
  const { source, force, command } = block;
  const archive = parseArchivePlace("import.source", source, taskDirectory);
  return { kind: "import", reference: named.reference, archive, check: checkOf(block, archive), force, command };
}

type ImportBlock = NonNullable<TaskOptions["import"]>;

function checkOf({ checksum, checksum_url, verify }: ImportBlock, archive: ArchiveFile | ArchiveUrl): ArchiveCheck {
  if (checksum !== undefined) {
    const [algorithm, digits = ""] = checksum.toLowerCase().split(":");
    return { kind: "given", checksum: { algorithm: algorithm === "sha512" ? "sha512" : "sha256", digits } };
  }
  if (verify === "no") return undefined;
  const isFile = archive.kind === "archive-file";
  const file = isFile ? basename(archive.path) : decodedName(new URL(archive.url).pathname);
  const beside = isFile ? [] : checksumsBeside(archive.url);
  return {
    kind: "published",
    urls: checksum_url === undefined ? beside : [checksum_url],
    file,
    signed: verify === "signature",
  };
}

function decodedName(path: string): string {
  try {
    return decodeURIComponent(basename(path));
  } catch {
    return basename(path);
  }
}

/** Where systemd's importd looks as well: a list of all files of the directory, and a file for this one. */
function checksumsBeside(url: string): readonly string[] {
  const own = new URL(url);
  own.pathname += ".sha256";
  return [new URL("SHA256SUMS", url).href, own.href];
}

/** The SHA-256 of a file in a list as sha256sum writes it, or in a file that holds nothing else; undefined without one. */
export function listedChecksum(list: string, file: string): string | undefined {
  const lines = list.split("\n").map((line) => line.trim());
  for (const line of lines) {
    const [, digits, name] = /^([0-9a-fA-F]{64}) [ *](.+)$/.exec(line) ?? [];
    if (digits !== undefined && name !== undefined && basename(name) === file) return digits.toLowerCase();
  }
  const [only, ...others] = lines.filter((line) => line !== "");
  return only !== undefined && others.length === 0 && /^[0-9a-fA-F]{64}$/.test(only) ? only.toLowerCase() : undefined;
}
