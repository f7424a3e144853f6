package conformance

import (
	"os"
	"strings"
	"testing"
	"time"

	"github.com/hashicorp/nomad/plugins/drivers/testutils"
	"github.com/shoenig/test/must"
)

// The cases of Nomad's ExecTaskStreamingConformanceTests.
func TestExecTaskStreamingConformance(t *testing.T) {
	task := start(t, configured(t), "exec", "sleep 300", "")
	testutils.TestExecTaskStreamingBasicResponses(t, task.DriverHarness, task.config.ID)
}

// What Nomad's TestExecFSIsolation asks, but for the cgroup: that one wants the names that Nomad's executor and docker give
// (":freezer:/nomad", ":freezer:/docker", a path ending in ".scope"), which no container of Podman has, the Go driver's neither.
func TestExecTaskStreamingIsIsolated(t *testing.T) {
	task := start(t, configured(t), "exec", "sleep 300", "")
	run := func(script string) string {
		code, stdout, stderr := testutils.ExecTask(t, task.DriverHarness, task.config.ID, script, false, "")
		must.Zero(t, code, must.Sprint(stderr))
		return strings.TrimSpace(stdout)
	}
	file := run(`FILE=$(mktemp); echo inside >"$FILE"; echo "$FILE"`)
	_, err := os.Stat(file)
	must.ErrorIs(t, err, os.ErrNotExist)
	must.Eq(t, "inside", run("cat "+file))
	must.Eq(t, run("cat /proc/1/cgroup"), run("cat /proc/self/cgroup"), must.Sprint("exec runs in the task's own cgroup"))
	must.Eq(t, run("readlink /proc/1/ns/pid"), run("readlink /proc/self/ns/pid"))
}

func TestExecTaskAnswersStreamsAndCode(t *testing.T) {
	task := start(t, configured(t), "exec", "sleep 300", "")
	result, err := task.ExecTask(task.config.ID, []string{"/bin/sh", "-c", "echo out; echo err >&2; exit 3"}, 10*time.Second)
	must.NoError(t, err)
	must.Eq(t, "out\n", string(result.Stdout))
	must.Eq(t, "err\n", string(result.Stderr))
	must.Eq(t, 3, result.ExitResult.ExitCode)
}
