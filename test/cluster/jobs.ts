/** A service of the cluster's tests. */
export interface Service {
  readonly name: string;
  readonly count: number;
  /** Told by every task in its output and its command line. */
  readonly version: string;
  readonly image?: string;
  /** HCL in the group. */
  readonly group?: string;
  /** HCL in the task's config. */
  readonly config?: string;
}

/** One task that sleeps until it is told to end; a task that ends is started again, which counts as a restart. */
export function service({ name, count, version, image, group, config }: Service): string {
  const script = `echo ${version} of $NOMAD_ALLOC_NAME; trap 'exit 0' TERM; sleep 1000000 & wait`;
  const parallel = Math.max(2, Math.ceil(count / 6));
  return `
job "${name}" {
  update {
    max_parallel      = ${parallel}
    canary            = ${Math.max(1, Math.ceil(count / 10))}
    auto_promote      = true
    min_healthy_time  = "1s"
    healthy_deadline  = "4m"
    progress_deadline = "8m"
  }
  group "group" {
    count = ${count}
    ${group ?? ""}
    migrate {
      max_parallel     = ${parallel}
      min_healthy_time = "1s"
      healthy_deadline = "4m"
    }
    restart {
      attempts = 5
      interval = "10m"
      delay    = "1s"
      mode     = "fail"
    }
    # What is lost is started elsewhere after 30 s at first, and later still when it is not the first time.
    reschedule {
      delay          = "5s"
      delay_function = "constant"
      unlimited      = true
    }
    ${task(image ?? "localhost/busybox:1", script, config)}
  }
}
`;
}

/** `count` allocations that each wait for the end of `fifo` and then end with the remainder of their index by `codes`. */
export function batch(name: string, count: number, gate: string, codes: number): string {
  const script = `[ -e /gate/open ] || read line < /gate/fifo; exit $((NOMAD_ALLOC_INDEX % ${codes}))`;
  return `
job "${name}" {
  type = "batch"
  group "group" {
    count = ${count}
    restart {
      attempts = 0
      mode     = "fail"
    }
    reschedule {
      attempts  = 0
      unlimited = false
    }
    ${task("localhost/busybox:1", script, `volumes = ["${gate}:/gate"]`)}
  }
}
`;
}

function task(image: string, script: string, config = ""): string {
  return `
    ephemeral_disk {
      size = 10
    }
    task "main" {
      driver = "podman"
      config {
        image   = "${image}"
        command = "/bin/sh"
        args    = ["-c", ${JSON.stringify(script)}]
        ${config}
      }
      logs {
        max_files     = 1
        max_file_size = 1
      }
      resources {
        cpu    = 20
        memory = 16
      }
    }`;
}
