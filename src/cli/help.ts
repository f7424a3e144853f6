/** What `--help` prints. */
export const help = `nomad-driver-podman: a Nomad task driver that runs tasks as Podman containers.

Nomad starts it by itself. By hand it takes one of:

  --fingerprint          what Nomad would see of the Podman here, as JSON; exit code 0 only when it is healthy
      --socket PATH      of another Podman than the default one
      --json             all on one line
  --self-test            a whole task's life on the Podman here, each step timed; exit code 0 only when all went well
      --socket PATH      on another Podman than the default one
      --image IMAGE      in this image, which must have /bin/sh and sleep; by default the node's own shell is run
      --json             for programs
  --validate FILE        check the podman tasks of a job: the JSON that "nomad job run -output" prints, - for stdin
  --version, -v
  --help, -h

  --as NAME              with each of these: as another driver: podman, containerd-driver, docker or nspawn; without it,
                         the name of the executable decides
`;

/** What is printed on stderr when the arguments cannot be meant. */
export function misuseText(problem: string): string {
  return `nomad-driver-podman: ${problem}

usage: nomad-driver-podman --fingerprint [--socket PATH] [--json] | --self-test [--socket PATH] [--image IMAGE] [--json]
                           | --validate FILE | --version | --help   [--as NAME]
`;
}

/** What somebody reads who starts the binary without knowing what it is. */
export const explanation = `This is a plugin of Nomad: it runs tasks as Podman containers, and Nomad starts it by itself.

To install it, put it into the agent's plugin_dir, tell the agent about it and restart the agent:

  plugin "nomad-driver-podman" {
    config {}
  }

Then jobs may say driver = "podman". See --help for what can be done with it by hand.
`;
