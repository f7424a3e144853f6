/** Body of `POST /libpod/volumes/create`. */
export interface VolumeBody {
  readonly Name: string;
  /** Podman's own, `local`, when it is absent. */
  readonly Driver?: string;
  readonly Options?: Readonly<Record<string, string>>;
  readonly Labels?: Readonly<Record<string, string>>;
}
