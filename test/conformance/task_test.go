package conformance

import (
	"context"
	"os"
	"syscall"
	"testing"
	"time"

	"github.com/hashicorp/nomad/plugins/drivers"
	"github.com/shoenig/test/must"
)

func TestTaskEndsWithItsExitCode(t *testing.T) {
	plugin := configured(t)
	task := start(t, plugin, "exits", "exit 7", "")
	must.Eq(t, 7, exit(t, plugin, task.config.ID).ExitCode)

	status, err := plugin.InspectTask(task.config.ID)
	must.NoError(t, err)
	must.Eq(t, drivers.TaskStateExited, status.State)
	must.Eq(t, 7, status.ExitResult.ExitCode)

	must.NoError(t, plugin.DestroyTask(task.config.ID, false))
	_, err = plugin.InspectTask(task.config.ID)
	must.ErrorContains(t, err, drivers.ErrTaskNotFound.Error())
}

func TestCancelledWaitKeepsTheExit(t *testing.T) {
	plugin := configured(t)
	task := start(t, plugin, "waits", "sleep 2; exit 5", "")
	ctx, cancel := context.WithCancel(context.Background())
	results, err := plugin.WaitTask(ctx, task.config.ID)
	must.NoError(t, err)
	cancel()
	must.ErrorIs(t, (<-results).Err, context.Canceled)
	must.Eq(t, 5, exit(t, plugin, task.config.ID).ExitCode)
}

func TestStreamsArriveApartAndUnprefixed(t *testing.T) {
	plugin := configured(t)
	task := start(t, plugin, "logs", "echo to stdout; echo to stderr >&2; printf unfinished", "")
	must.Eq(t, 0, exit(t, plugin, task.config.ID).ExitCode)
	must.Eq(t, "to stdout\nunfinished", logged(t, task, "stdout", "unfinished"))
	must.Eq(t, "to stderr\n", logged(t, task, "stderr", "to stderr"))
}

func TestStopSendsTheSignalThatNomadNames(t *testing.T) {
	plugin := configured(t)
	task := start(t, plugin, "stops", "trap 'echo got USR1; exit 9' USR1; echo ready; while :; do sleep 0.1; done", "")
	logged(t, task, "stdout", "ready")
	must.NoError(t, plugin.StopTask(task.config.ID, 20*time.Second, "SIGUSR1"))
	must.Eq(t, 9, exit(t, plugin, task.config.ID).ExitCode)
	logged(t, task, "stdout", "got USR1")
}

func TestStopKillsAfterTheTimeout(t *testing.T) {
	plugin := configured(t)
	task := start(t, plugin, "stubborn", "trap '' TERM; echo ready; while :; do sleep 0.1; done", "")
	logged(t, task, "stdout", "ready")
	must.NoError(t, plugin.StopTask(task.config.ID, time.Second, "SIGTERM"))
	must.Eq(t, 137, exit(t, plugin, task.config.ID).ExitCode)
}

func TestSignalReachesTheProcess(t *testing.T) {
	plugin := configured(t)
	task := start(t, plugin, "signals", "trap 'echo got HUP' HUP; echo ready; while :; do sleep 0.1; done", "")
	logged(t, task, "stdout", "ready")
	must.NoError(t, plugin.SignalTask(task.config.ID, "SIGHUP"))
	logged(t, task, "stdout", "got HUP")
	must.ErrorContains(t, plugin.SignalTask(task.config.ID, "SIGNONSENSE"), "SIGNONSENSE")
}

func TestStatsAreMeasured(t *testing.T) {
	plugin := configured(t)
	task := start(t, plugin, "busy", "while :; do :; done", "")
	ctx, cancel := context.WithTimeout(context.Background(), time.Minute)
	defer cancel()
	samples, err := plugin.TaskStats(ctx, task.config.ID, time.Second)
	must.NoError(t, err)
	for sample := range samples {
		usage := sample.ResourceUsage
		// The first sample has nothing to compare with.
		if usage.CpuStats.Percent > 0 {
			must.SliceContains(t, usage.CpuStats.Measured, "Percent")
			must.Positive(t, usage.MemoryStats.RSS+usage.MemoryStats.Usage)
			return
		}
	}
	t.Fatal("no sample with CPU usage")
}

func TestRecoverAfterTheProcessWasKilled(t *testing.T) {
	first := configured(t)
	task := start(t, first, "recovers", "trap 'exit 4' USR1; echo before; while :; do sleep 0.1; done", "")
	logged(t, task, "stdout", "before")
	process, err := os.FindProcess(first.Pid())
	must.NoError(t, err)
	must.NoError(t, process.Signal(syscall.SIGKILL))

	second := configured(t)
	must.NoError(t, second.RecoverTask(task.handle))
	must.NoError(t, second.RecoverTask(task.handle), must.Sprint("recovering a known task does nothing"))
	status, err := second.InspectTask(task.config.ID)
	must.NoError(t, err)
	must.Eq(t, drivers.TaskStateRunning, status.State)
	must.NoError(t, second.SignalTask(task.config.ID, "SIGUSR1"))
	must.Eq(t, 4, exit(t, second, task.config.ID).ExitCode)
	must.NoError(t, second.DestroyTask(task.config.ID, true))
}

func TestRecoverReportsTheExitThatNobodySaw(t *testing.T) {
	first := configured(t)
	task := start(t, first, "unseen", "sleep 1; exit 6", "")
	first.Kill()
	time.Sleep(2 * time.Second)

	second := configured(t)
	must.NoError(t, second.RecoverTask(task.handle))
	must.Eq(t, 6, exit(t, second, task.config.ID).ExitCode)
	must.NoError(t, second.DestroyTask(task.config.ID, true))
}

func TestRecoverOfAVanishedContainerFails(t *testing.T) {
	first := configured(t)
	task := start(t, first, "vanishes", "sleep 300", "")
	must.NoError(t, first.DestroyTask(task.config.ID, true))

	must.Error(t, configured(t).RecoverTask(task.handle))
}

func TestStartOfAKnownTaskFails(t *testing.T) {
	plugin := configured(t)
	task := start(t, plugin, "twice", "sleep 300", "")
	_, _, err := plugin.StartTask(task.config)
	must.Error(t, err)
}

func TestUnknownTaskIsNotFound(t *testing.T) {
	plugin := configured(t)
	must.ErrorContains(t, plugin.StopTask("nobody", time.Second, "SIGTERM"), drivers.ErrTaskNotFound.Error())
	must.ErrorContains(t, plugin.SignalTask("nobody", "SIGTERM"), drivers.ErrTaskNotFound.Error())
	must.ErrorContains(t, plugin.DestroyTask("nobody", true), drivers.ErrTaskNotFound.Error())
	must.ErrorContains(t, exit(t, plugin, "nobody").Err, drivers.ErrTaskNotFound.Error())
	_, err := plugin.InspectTask("nobody")
	must.ErrorContains(t, err, drivers.ErrTaskNotFound.Error())
}

func TestMissingImageIsNamed(t *testing.T) {
	plugin := configured(t)
	config, err := plugin.NewTask("missing", `image = "localhost/not-there:1"`)
	must.NoError(t, err)
	_, _, err = plugin.StartTask(config)
	must.ErrorContains(t, err, "localhost/not-there:1")
}
