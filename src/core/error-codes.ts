/**
 * The catalogue of the driver's errors. docs/messages.md is generated from it (scripts/messages.ts), and test/core/error-codes.test.ts
 * compares its texts with the code.
 */

/** What an operator should know of one code. */
export interface ErrorEntry {
  /** The messages, `…` for what varies: the words between stand in the code as they are written here. */
  readonly texts: readonly string[];
  /** One sentence, without a full stop. */
  readonly meaning: string;
  /** What to do. */
  readonly advice: string;
  /** Whether Nomad tries again by the task's `restart` block; a text where that depends on the cause. */
  readonly recoverable: boolean | string;
}

/** What went wrong, for code that has to decide; the message is for the operator. */
export const errorCodes = {
  invalidConfig: {
    texts: [
      "the task's config is not valid: …",
      "the plugin's config is not valid: …",
      "socket = …: not configured on this node: …",
      "PLUGIN_UNIX_SOCKET_GROUP: there is no group …",
    ],
    meaning: "an option of the job or the agent has a value that is not allowed, or that this node cannot carry out",
    advice:
      "Correct the option that the message names. `nomad-driver-podman --validate FILE` checks a job before it is run. Where the message quotes Podman in parentheses, only the node could tell.",
    recoverable:
      "when an address, a port or the other task of a `task:NAME` may become free or start in a moment; otherwise not",
  },
  notAllowed: {
    texts: [
      "… = …: not allowed on this node: …",
      "driver is disabled on this node: …",
      "the mount of … leads elsewhere since it was checked: …",
      "… cannot be mounted: volumes are not enabled, and …",
    ],
    meaning: "the plugin configuration forbids what the job asks for",
    advice:
      "Change the job, or the plugin option that the message names. [A hardened node](operations.md#a-hardened-node) has these options.",
    recoverable: false,
  },
  invalidRequest: {
    texts: [
      "the driver state of the task cannot be read: …",
      "log path … cannot be opened: …",
      "task … is running: stop it first, or destroy it with force",
      "… cannot be sent: task … has ended",
      "task … has ended: no command can be executed in it",
      "signal … is not known: …",
      "the file is not the JSON of a job, since it has no TaskGroups: …",
    ],
    meaning: "a call of Nomad, or the input of a command line, is malformed or came at the wrong time",
    advice: "Check the argument that the message names. A task whose driver state cannot be read is started again by Nomad.",
    recoverable: false,
  },
  taskNotFound: {
    texts: ["task not found for given id"],
    meaning: "the driver has no task of that id; Nomad compares the text, which the protocol fixes",
    advice: "Nothing: Nomad recovers the task or starts it again.",
    recoverable: false,
  },
  taskExists: {
    texts: ["task … is running already: it cannot be started twice"],
    meaning: "Nomad asked to start a task that the driver already runs",
    advice: "Nothing if it happens once, as the agent restarts. Otherwise report it with the agent's log.",
    recoverable: false,
  },
  podmanUnreachable: {
    texts: [
      "there is no Podman socket at …: start podman.socket or correct the socket path",
      "Podman's socket … does not respond: start podman.socket or podman.service",
      "Podman's socket … may not be opened by this user: …",
      "Podman's connection on … broke off during …",
    ],
    meaning: "the socket of the Podman service is missing, closed or not permitted, or the service ended during a call",
    advice: "Start `podman.socket`, or correct `socket_path`. Tasks run on meanwhile; the node becomes healthy by itself.",
    recoverable: true,
  },
  timeout: {
    texts: [
      "Podman did not respond to … within … s on …",
      "container … did not end within … s of SIGKILL: …",
      "exec took longer than … s and was killed",
    ],
    meaning: "Podman, a command in the container or the kernel took longer than the call may take",
    advice:
      "Check the load and the log of the Podman service; raise `client_http_timeout` where the node is slow. A process that outlives SIGKILL hangs in the kernel, mostly on storage.",
    recoverable: "for calls to Podman and for stops; not for a command in the container",
  },
  podmanFailed: {
    texts: ["Podman: …: …", "Podman's storage … is full: free space or inodes there …", "the node has no space left for …"],
    meaning:
      "Podman reported an error that the driver attributes to no option of the job; its own words follow the name of the call",
    advice: "Read Podman's words; the log of the Podman service has more. Free space where a disk is full.",
    recoverable: "when a disk is full; otherwise not",
  },
  notFound: {
    texts: [
      "Podman: …: …",
      "container … does not exist any more: it cannot be recovered",
      "container … does not run any more (…), as after a restart of the node: it cannot be recovered",
    ],
    meaning: "a container, image, network or volume of that name does not exist in Podman",
    advice:
      "Nothing for a recovered task, which Nomad starts again. Otherwise make what the message names, or correct its name.",
    recoverable: false,
  },
  conflict: {
    texts: ["Podman: …: …", "a container … runs already and its labels do not say that it is this task's: …"],
    meaning: "Podman's state forbids the call: a name is in use, or a container is not in the state that the call needs",
    advice: "Remove the container that the message names, when it is not needed: `podman rm -f NAME`.",
    recoverable: false,
  },
  badReply: {
    texts: ["Podman: …: unexpected response: …"],
    meaning: "the response is not what Podman's API promises",
    advice:
      "Check that the socket is Podman's and that no proxy is in between. Otherwise report it with the version of Podman.",
    recoverable: false,
  },
  imageFailed: {
    texts: [
      "image … could not be pulled: …",
      "image … could not be imported from …: …",
      "image = …: not on this node, and …",
      "the server responded with status …",
      "checksum mismatch: expected …, got …",
    ],
    meaning: "the image cannot be pulled, downloaded, loaded or imported",
    advice: "Do what the end of the message says. [Images](operations.md#images) describes pulls, credentials and archives.",
    recoverable:
      "where another try can help (registry away or busy, 429, 5xx, a broken download); not for a wrong name or certificate",
  },
  unauthorized: {
    texts: [
      "image … could not be pulled: …",
      "plugin auth.config = …: …",
      "… gave no credentials for …",
      "the plugin's identity token for … cannot be used for the short name …",
    ],
    meaning: "the registry rejected the credentials, or there are none although the configuration names a source",
    advice: "Check the task's `auth` block and the plugin's; `auth_soft_fail = true` continues without credentials.",
    recoverable: false,
  },
  taskFiles: {
    texts: [
      "… cannot be mounted: …",
      "the group's hosts file … cannot be written: …",
      "the container's mounts cannot be compared with what volumes { enabled = false } allows: …",
    ],
    meaning: "a file, FIFO or directory of the allocation cannot be used",
    advice: "Check the allocation's directory and its disk on the node; the message ends with the system's reason.",
    recoverable: "when a disk is full; otherwise not",
  },
  networkFailed: {
    texts: ["the network of allocation … cannot be …: …"],
    meaning: "the network namespace of a group, which the driver makes for jobs of Docker, cannot be made or removed",
    advice:
      "Do what the end of the message says: it has the words of the program that failed, or what stands where the namespace belongs.",
    recoverable: false,
  },
  cancelled: {
    texts: ["…: cancelled", "the start of task … was cancelled", "the pull of image … was cancelled"],
    meaning: "the caller gave up: the task was stopped, or the agent is shutting down",
    advice: "Nothing.",
    recoverable: false,
  },
  internal: {
    texts: ["msgpack cannot hold a value of length …", "there is nowhere to listen: …"],
    meaning: "a fault of this program, or of the environment that Nomad starts it in",
    advice: "Where the message gives a reason, repair that. Otherwise report it with the agent's log.",
    recoverable: false,
  },
} as const satisfies Readonly<Record<string, ErrorEntry>>;

/** One of the closed list of codes. */
export type ErrorCode = keyof typeof errorCodes;
