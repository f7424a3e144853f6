package conformance

import (
	"testing"
	"time"

	"github.com/hashicorp/nomad/plugins/drivers/testutils"
	"github.com/shoenig/test/must"
)

func TestExecTaskStreamingConformance(t *testing.T) {
	task := start(t, configured(t), "exec", "sleep 300", "")
	testutils.ExecTaskStreamingConformanceTests(t, task.DriverHarness, task.config.ID)
}

func TestExecTaskAnswersStreamsAndCode(t *testing.T) {
	task := start(t, configured(t), "exec", "sleep 300", "")
	result, err := task.ExecTask(task.config.ID, []string{"/bin/sh", "-c", "echo out; echo err >&2; exit 3"}, 10*time.Second)
	must.NoError(t, err)
	must.Eq(t, "out\n", string(result.Stdout))
	must.Eq(t, "err\n", string(result.Stderr))
	must.Eq(t, 3, result.ExitResult.ExitCode)
}
