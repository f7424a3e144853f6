/** `GET /images/{name}/json`. */
export interface ImageInspect {
  /** 64 hexadecimal digits, without `sha256:`. */
  readonly id: string;
  readonly os: string;
  readonly architecture: string;
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
