// Package conformance holds the driver's executable against Nomad's own client, schema decoder and conformance tests.
// ./scripts/test runs it; by hand: bun test/lab/with-podman.ts -- go -C test test ./conformance/...
package conformance

import (
	"context"
	"fmt"
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/nomad/plugins/drivers"
	"github.com/hashicorp/nomad/plugins/drivers/testutils"
	"github.com/shoenig/test/must"

	"nomad-driver-podman/test/pluginclient"
)

const image = "localhost/busybox:1"

// environment is a variable that the runner sets.
func environment(t *testing.T, name string) string {
	t.Helper()
	value := os.Getenv(name)
	if value == "" {
		t.Fatalf("%s is not set: run ./scripts/test, or bun test/lab/with-podman.ts -- go -C test test ./conformance/...", name)
	}
	return value
}

// launch starts the driver under test and ends it with the test.
func launch(t *testing.T, options pluginclient.Options) *pluginclient.Plugin {
	t.Helper()
	options.Path = environment(t, "NOMAD_DRIVER_PODMAN")
	if testing.Verbose() {
		options.Logger = hclog.New(&hclog.LoggerOptions{Level: hclog.Debug, Output: os.Stderr})
	}
	plugin, err := pluginclient.Launch(options)
	must.NoError(t, err)
	t.Cleanup(plugin.Kill)
	return plugin
}

// configured starts the driver with the lab's Podman socket.
func configured(t *testing.T) *pluginclient.Plugin {
	t.Helper()
	plugin := launch(t, pluginclient.Options{})
	must.NoError(t, plugin.Configure(fmt.Sprintf("socket_path = %q", "unix://"+environment(t, "NOMAD_PODMAN_SOCKET"))))
	return plugin
}

// running is a started task with its allocation directory and Nomad's log collector.
type running struct {
	*testutils.DriverHarness
	config *drivers.TaskConfig
	handle *drivers.TaskHandle
}

// start runs a shell script as a task; extra is further configuration.
func start(t *testing.T, plugin *pluginclient.Plugin, name, script, extra string) *running {
	t.Helper()
	config, err := plugin.NewTask(name, fmt.Sprintf("image = %q\ncommand = \"/bin/sh\"\nargs = [\"-c\", %q]\n%s", image, script, extra))
	must.NoError(t, err)
	// The client itself, whose streaming exec the harness looks for.
	harness := testutils.NewDriverHarness(t, plugin.DriverPlugin)
	t.Cleanup(harness.MkAllocDir(config, true))
	handle, _, err := plugin.StartTask(config)
	must.NoError(t, err)
	t.Cleanup(func() { _ = plugin.DestroyTask(config.ID, true) })
	return &running{DriverHarness: harness, config: config, handle: handle}
}

// exit waits for a task's end through Nomad's client.
func exit(t *testing.T, driver drivers.DriverPlugin, taskID string) *drivers.ExitResult {
	t.Helper()
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	results, err := driver.WaitTask(ctx, taskID)
	must.NoError(t, err)
	result := <-results
	must.NotNil(t, result)
	return result
}

// logged waits until a task's stream, as Nomad keeps it on disk, holds the text.
func logged(t *testing.T, task *running, stream, text string) string {
	t.Helper()
	path := fmt.Sprintf("%s/%s.%s.0", task.config.TaskDir().LogDir, task.config.Name, stream)
	for deadline := time.Now().Add(20 * time.Second); ; time.Sleep(50 * time.Millisecond) {
		content, _ := os.ReadFile(path)
		if strings.Contains(string(content), text) {
			return string(content)
		}
		if time.Now().After(deadline) {
			t.Fatalf("%s never held %q, but %q", path, text, content)
		}
	}
}
