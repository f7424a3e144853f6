import { flag, matching, oneOf, text, textOrTexts } from "../checks/values.ts";
import type { OptionTable } from "../table/option.ts";

/** The `import` block: an image that is made of a root file system. */
export const importOptions = {
  source: {
    type: "string",
    required: true,
    check: text,
    help: "Tar of the root file system, plain or compressed with gzip, bzip2, xz or zstd: an http or https URL, or a path on the node (a relative one is in the task directory).",
    example: 'source = "https://images.example/debian/rootfs.tar.xz"',
  },
  checksum: {
    type: "string",
    check: matching(
      /^(?:sha256:[0-9a-fA-F]{64}|sha512:[0-9a-fA-F]{128})$/,
      'must be "sha256:" and 64 hexadecimal digits, or "sha512:" and 128',
    ),
    help: "What the archive must have, as sha256:… or sha512:….",
    example: `checksum = "sha256:${"0123456789abcdef".repeat(4)}"`,
  },
  verify: {
    type: "string",
    default: '"no"',
    check: oneOf(["no", "checksum", "signature"]),
    help: "What is verified before the archive is used: no; checksum (the one of the option checksum, or the archive's SHA-256 in SHA256SUMS beside the URL, or in URL.sha256); signature (that file must also be signed, in one of the same name and .gpg or .asc, by a key of systemd's import keyring on the node; needs gpgv).",
    example: 'verify = "signature"',
  },
  checksum_url: {
    type: "string",
    secret: true,
    check: matching(/^https?:\/\/[^\s/]\S*$/i, 'must be an http or https URL, such as "https://images.example/SHA256SUMS"'),
    help: "Where the checksums are, if not beside the archive.",
    example: 'checksum_url = "https://images.example/SHA256SUMS"',
  },
  force: {
    type: "bool",
    default: "false",
    check: flag,
    help: "Fetch and import at each start, in the place of an image that is there.",
    example: "force = true",
  },
  command: {
    type: "any",
    check: textOrTexts,
    help: "Command that the image gets (its CMD), for tasks without one.",
    example: 'command = ["/sbin/init"]',
  },
} as const satisfies OptionTable;
