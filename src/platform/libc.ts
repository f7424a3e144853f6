/**
 * The few calls of the C library that Bun has no function for. The library is loaded with the first call: a plugin that
 * only answers a fingerprint never pays for it.
 */
import { dlopen } from "bun:ffi";

function open() {
  return dlopen("libc.so.6", {
    fcntl: { args: ["i32", "i32", "i32"], returns: "i32" },
    fallocate: { args: ["i32", "i32", "i64", "i64"], returns: "i32" },
    lseek: { args: ["i32", "i64", "i32"], returns: "i64" },
    ioctl: { args: ["i32", "u64", "ptr"], returns: "i32" },
  }).symbols;
}

let tried = false;
let loaded: ReturnType<typeof open> | undefined;

/** musl answers to glibc's name as well. Undefined where neither does, or Bun runs without its JIT, which its foreign calls need. */
function libc(): ReturnType<typeof open> | undefined {
  if (tried) return loaded;
  tried = true;
  try {
    loaded = open();
  } catch {
    // Every function below says how it goes on without.
  }
  return loaded;
}

/** `F_SETPIPE_SZ` and `F_GETPIPE_SZ` of fcntl(2). */
const setPipeSize = 1031;
const getPipeSize = 1032;
/** `FALLOC_FL_KEEP_SIZE | FALLOC_FL_PUNCH_HOLE` of fallocate(2). */
const punchHoleKeepSize = 0x03;
/** `SEEK_DATA` of lseek(2). */
const seekData = 3;
/** `FIONREAD` of ioctl(2) on every architecture that Bun runs on. */
const bytesReadable = 0x541b;

const readable = new Int32Array(1);

/**
 * Asks for a pipe buffer of `bytes`. False when the kernel refuses, as it does when the user's share of pipe memory is
 * used up (`/proc/sys/fs/pipe-user-pages-soft`): the pipe then keeps the size that it had.
 */
export function enlargePipe(fd: number, bytes: number): boolean {
  return (libc()?.fcntl(fd, setPipeSize, bytes) ?? -1) >= 0;
}

/** How many bytes a pipe holds at most; 0 when that is unknown. */
export function pipeCapacity(fd: number): number {
  return Math.max(0, libc()?.fcntl(fd, getPipeSize, 0) ?? 0);
}

/** Gives the disk blocks of a range back; the file's size stays. False when the file system cannot. */
export function punchHole(fd: number, offset: number, length: number): boolean {
  return libc()?.fallocate(fd, punchHoleKeepSize, offset, length) === 0;
}

/** Where the file's first byte is that is in no hole; 0 when that is unknown. Moves the descriptor's own place in the file. */
export function firstData(fd: number): number {
  return Math.max(0, Number(libc()?.lseek(fd, 0, seekData) ?? 0));
}

/** How many bytes wait to be read in a pipe; 0 when that is unknown. */
export function unreadBytes(fd: number): number {
  return libc()?.ioctl(fd, bytesReadable, readable) === 0 ? (readable[0] ?? 0) : 0;
}
