import { createHash } from "node:crypto";

const block = 512;

/** One member of a tar archive: a file with its bytes, or a directory. */
interface Member {
  readonly name: string;
  readonly content?: Uint8Array;
}

/**
 * A docker archive with an image that has nothing but empty directories: mount points for those of the node, so that a
 * self-test needs neither a registry nor an image.
 *
 * @param image its name, with a tag
 * @param architecture Go's name of it (`amd64`), so that Podman does not warn of a foreign platform
 */
export function scratchArchive(image: string, directories: readonly string[], architecture: string): Uint8Array {
  const layer = tar(directories.map((name) => ({ name: `${name.replace(/^\//, "")}/` })));
  const digest = createHash("sha256").update(layer).digest("hex");
  const config = { architecture, os: "linux", config: {}, rootfs: { type: "layers", diff_ids: [`sha256:${digest}`] } };
  return tar([
    { name: "layer.tar", content: layer },
    { name: "config.json", content: json(config) },
    { name: "manifest.json", content: json([{ Config: "config.json", RepoTags: [image], Layers: ["layer.tar"] }]) },
  ]);
}

function json(value: unknown): Uint8Array {
  return new TextEncoder().encode(JSON.stringify(value));
}

/** A ustar archive, as POSIX has it: a header of 512 bytes a member, content padded to blocks, two empty blocks at the end. */
function tar(members: readonly Member[]): Uint8Array {
  const parts = members.flatMap(({ name, content = new Uint8Array() }) => [
    header(name, content.byteLength),
    content,
    new Uint8Array((block - (content.byteLength % block)) % block),
  ]);
  return Buffer.concat([...parts, new Uint8Array(2 * block)]);
}

function header(name: string, size: number): Uint8Array {
  const directory = name.endsWith("/");
  const bytes = Buffer.alloc(block);
  bytes.write(name, 0, 100);
  bytes.write(directory ? "0000755\0" : "0000644\0", 100);
  bytes.write("0000000\0", 108);
  bytes.write("0000000\0", 116);
  bytes.write(`${size.toString(8).padStart(11, "0")}\0`, 124);
  bytes.write("00000000000\0", 136);
  bytes.write(" ".repeat(8), 148);
  bytes.write(directory ? "5" : "0", 156);
  bytes.write("ustar\x0000", 257);
  const sum = bytes.reduce((total, byte) => total + byte, 0);
  bytes.write(`${sum.toString(8).padStart(6, "0")}\0 `, 148);
  return bytes;
}
