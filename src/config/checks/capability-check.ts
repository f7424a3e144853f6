/** Check of Linux capabilities by name. */
import * as v from "valibot";

/** Every capability of the kernel, 0 to 40 (linux/capability.h up to Linux 6.12), without CAP_. */
const names: ReadonlySet<string> = new Set(
  [
    "CHOWN DAC_OVERRIDE DAC_READ_SEARCH FOWNER FSETID KILL SETGID SETUID SETPCAP LINUX_IMMUTABLE NET_BIND_SERVICE",
    "NET_BROADCAST NET_ADMIN NET_RAW IPC_LOCK IPC_OWNER SYS_MODULE SYS_RAWIO SYS_CHROOT SYS_PTRACE SYS_PACCT SYS_ADMIN",
    "SYS_BOOT SYS_NICE SYS_RESOURCE SYS_TIME SYS_TTY_CONFIG MKNOD LEASE AUDIT_WRITE AUDIT_CONTROL SETFCAP MAC_OVERRIDE",
    "MAC_ADMIN SYSLOG WAKE_ALARM BLOCK_SUSPEND AUDIT_READ PERFMON BPF CHECKPOINT_RESTORE",
  ].flatMap((line) => line.split(" ")),
);

const allowed = 'must be a Linux capability, such as "NET_ADMIN" or "CAP_SYS_TIME", or "ALL"';

/** A capability in any case, with or without CAP_, or ALL. */
export const capability = v.pipe(
  v.string(allowed),
  v.check((value) => /^all$/i.test(value) || names.has(value.toUpperCase().replace(/^CAP_/, "")), allowed),
);
