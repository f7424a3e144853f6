import { expect, test } from "bun:test";
import { fileLab } from "../lab/file-lab.ts";

const lab = await fileLab({ images: [], withoutPodman: true });

test("without Podman the driver is undetected, with reason and socket; it is healthy once the service runs", async () => {
  const absent = await lab.nomad.driver((driver) => driver.HealthDescription !== "");
  expect(absent).toMatchObject({ Detected: false, Healthy: false });
  expect(absent.HealthDescription).toMatch(
    /^No Podman service responds: there is no Podman socket at [^ ]+: start podman\.socket/,
  );
  expect(absent.HealthDescription.split(lab.podman.socket)).toHaveLength(2);

  await lab.podman.start();
  const present = await lab.nomad.driver((driver) => driver.Healthy);
  expect(present.Detected).toBe(true);
  expect(present.Attributes?.["driver.podman.version"]).toMatch(/^\d+\.\d+/);

  await lab.podman.stop("SIGKILL");
  const gone = await lab.nomad.driver((driver) => !driver.Healthy, 60_000);
  expect(gone.HealthDescription).toMatch(/^No Podman service responds: /);
  expect(gone.HealthDescription.split(lab.podman.socket)).toHaveLength(2);
});
