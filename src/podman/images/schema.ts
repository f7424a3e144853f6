import * as v from "valibot";
import { id, text, texts } from "../http/schema-parts.ts";

export type ImageInspect = v.InferOutput<typeof imageInspectSchema>;

/** `GET /images/{name}/json`; the id has 64 hexadecimal digits, without `sha256:`. */
export const imageInspectSchema = v.pipe(
  v.object({
    Id: id,
    Os: text,
    Architecture: text,
    Config: v.nullish(v.object({ WorkingDir: text, Entrypoint: texts, Cmd: texts }), {}),
    RepoTags: texts,
  }),
  v.transform(({ Id, Os, Architecture, Config, RepoTags }) => ({
    id: Id.replace(/^sha256:/, ""),
    os: Os,
    architecture: Architecture,
    workingDirectory: Config.WorkingDir || "/",
    /** What it starts by itself, ENTRYPOINT and CMD. */
    program: [...(Config.Entrypoint ?? []), ...(Config.Cmd ?? [])],
    /** With their tags; none of an image whose last name another one got. */
    names: RepoTags,
  })),
);

/** `POST /images/import`. */
export const importedSchema = v.object({ Id: id });

/** `POST /images/load`. */
export const loadedSchema = v.object({ Names: texts });

/**
 * A line of a pull: libpod's `stream` while it goes on, then the id, or an error. In Docker's shape `status` and
 * `progressDetail` of the layer `id` while it goes on, and the image's `id` in the last line.
 */
export const pullLineSchema = v.object({
  stream: text,
  error: text,
  id: text,
  images: texts,
  status: text,
  progressDetail: v.nullish(v.object({ current: v.nullish(v.number()), total: v.nullish(v.number()) }), {}),
});

/** `GET /images/json`. */
export const imageIdsSchema = v.pipe(
  v.nullish(v.array(v.object({ Id: id })), []),
  v.transform((images): readonly string[] => images.map(({ Id }) => Id.replace(/^sha256:/, ""))),
);
