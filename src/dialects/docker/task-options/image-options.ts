import { duration, flag, text } from "../../../config/checks/values.ts";
import type { OptionTable } from "../../../config/table/option.ts";
import { taskImageOptions } from "../../../config/task-options/image-options.ts";

const { username, password, server_address } = taskImageOptions.auth.options;

const authOptions = {
  username,
  password,
  email: { type: "string", check: text, help: "Is not used.", example: 'email = "ci@example.com"' },
  server_address: { ...server_address, origin: undefined },
  tls_verify: {
    type: "bool",
    origin: "more",
    check: flag,
    help: "Verify the registry's certificate; false also allows plain HTTP. Unset, the node's registries.conf decides.",
    example: "tls_verify = false",
  },
} as const satisfies OptionTable;

export const dockerImageOptions = {
  image: {
    ...taskImageOptions.image,
    required: true,
    help: "Image to run: redis means docker.io/library/redis as in Docker, whatever registries Podman would search. Without a tag, or with latest, it is pulled at each start; localhost/… never.",
    example: 'image = "redis:7"',
  },
  load: {
    type: "string",
    check: text,
    help: "Archive of docker save or podman save, below the task's local directory, that image is taken from.",
    example: 'load = "image.tar"',
  },
  image_pull_timeout: {
    type: "string",
    check: duration(1),
    help: "How long the task waits for its image to be pulled or loaded; unset, as the plugin's option says.",
    example: 'image_pull_timeout = "10m"',
  },
  force_pull: { ...taskImageOptions.force_pull, help: "Pull at each start even if the image is there." },
  auth: {
    kind: "block",
    options: authOptions,
    help: "Credentials for the registry; they win over those of the plugin configuration.",
    example: 'auth {\n  username = "ci"\n  password = "…"\n}',
  },
  auth_soft_fail: taskImageOptions.auth_soft_fail,
} as const satisfies OptionTable;
