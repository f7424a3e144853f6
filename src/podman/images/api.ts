import type { RegistryCredentials } from "../../core/credentials.ts";
import type { CallOptions } from "../http/call-bound.ts";

/** `GET /images/{name}/json`. */
export interface ImageInspect {
  /** 64 hexadecimal digits, without `sha256:`. */
  readonly id: string;
  readonly os: string;
  readonly architecture: string;
  /** Of its containers; `/` when the image names none. */
  readonly workingDirectory: string;
}

/** What a line of a pull says. */
export interface PullProgress {
  /** Podman's own words, empty where it says only how a layer fares. */
  readonly text: string;
  readonly layer?: PullLayer;
}

/** How a layer of an image that is being pulled fares. */
export interface PullLayer {
  /** The first 12 digits of its digest. */
  readonly id: string;
  /** `unmeasured` has begun, and no line will say how it goes on. */
  readonly state: "unmeasured" | "downloading" | "done";
  /** Bytes that have come so far; undefined where the line does not say. */
  readonly bytes: number | undefined;
  /** Bytes of the whole layer; undefined where Podman does not know. */
  readonly total: number | undefined;
}

/**
 * Which of Podman's pulls is asked. They differ in what they report and take, see `pullRoute` in the driver:
 * `lines` is libpod's own, `layers` the same in Docker's shape (Podman 4.8), `docker` the one for Docker's clients.
 */
export type PullRoute = "lines" | "layers" | "docker";

export interface PullOptions {
  readonly signal: AbortSignal;
  /** `lines` when unset. */
  readonly route?: PullRoute;
  readonly policy: "always" | "missing" | "newer" | "never";
  readonly credentials?: RegistryCredentials;
  readonly tlsVerify?: boolean;
  readonly arch?: string;
  readonly os?: string;
  readonly variant?: string;
}

export interface ImagesApi {
  /** Undefined when there is no such image locally. */
  inspect(nameOrId: string, options?: CallOptions): Promise<ImageInspect | undefined>;
  exists(nameOrId: string, options?: CallOptions): Promise<boolean>;
  /** Of all local images, those without a name included. */
  ids(options?: CallOptions): Promise<readonly string[]>;
  /**
   * Progress, then the id as the return value: 12 digits of it, or all 64. Throws `imageFailed` with Podman's own text in
   * one line when the stream says error; what kind of failure that is, is the caller's to judge.
   */
  pull(reference: string, options: PullOptions): AsyncGenerator<PullProgress, string, undefined>;
  /** `POST /images/load` of a docker or oci archive; returns the names that it held. */
  load(archive: ReadableStream<Uint8Array> | Blob, options: { readonly signal: AbortSignal }): Promise<readonly string[]>;
  remove(nameOrId: string, options?: CallOptions): Promise<void>;
}
