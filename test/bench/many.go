package main

import (
	"fmt"
	"slices"
	"syscall"
	"time"

	"golang.org/x/sync/errgroup"

	"nomad-driver-podman/test/pluginclient"
)

const (
	// many is how many tasks the rows of this file have.
	many         = 50
	startsAtOnce = 4
)

var (
	burstRow       = fmt.Sprintf("%d starts, %d at a time, ms", many, startsAtOnce)
	restartRow     = fmt.Sprintf("launch, configuration and fingerprint beside %d tasks, ms", many)
	recoveryCPURow = fmt.Sprintf("recovery of %d tasks, CPU of the plugin in all, ms", many)
	recoveryRow    = fmt.Sprintf("recovery of %d tasks, for each, ms", many)
)

// burst measures how long many starts take that Nomad asks for at once.
func (b *bench) burst(s subject) error {
	plugin, err := b.serving(s)
	if err != nil {
		return err
	}
	defer plugin.Kill()
	tasks, took, err := startMany(plugin, many)
	defer removeAll(plugin, tasks)
	b.samples.add(burstRow, s.name, milliseconds(took))
	return err
}

// startMany starts tasks that sleep, four at a time.
func startMany(plugin *pluginclient.Plugin, count int) ([]*task, time.Duration, error) {
	tasks := make([]*task, count)
	var starting errgroup.Group
	starting.SetLimit(startsAtOnce)
	begun := time.Now()
	for i := range count {
		starting.Go(func() (err error) {
			tasks[i], _, err = startTask(plugin, fmt.Sprintf("many%d", i), "sleep 1000")
			return err
		})
	}
	err := starting.Wait()
	took := time.Since(begun)
	return slices.DeleteFunc(tasks, func(t *task) bool { return t == nil }), took, err
}

// removeAll does so some at a time: the Go driver takes a second for each.
func removeAll(plugin *pluginclient.Plugin, tasks []*task) {
	var removing errgroup.Group
	removing.SetLimit(10)
	for _, t := range tasks {
		removing.Go(func() error { t.remove(plugin); return nil })
	}
	_ = removing.Wait()
}

// recovery measures what Nomad's agent waits for after its plugin was killed: launch, configuration, fingerprint and one task after
// the other.
func (b *bench) recovery(s subject) error {
	plugin, err := b.serving(s)
	if err != nil {
		return err
	}
	tasks, _, err := startMany(plugin, many)
	defer func() { removeAll(plugin, tasks); plugin.Kill() }()
	if err != nil {
		return err
	}
	time.Sleep(time.Second)
	if err := syscall.Kill(plugin.Pid(), syscall.SIGKILL); err != nil {
		return err
	}
	plugin.Kill()
	begun := time.Now()
	successor, err := b.serving(s)
	if err != nil {
		return err
	}
	plugin = successor
	b.samples.add(restartRow, s.name, milliseconds(time.Since(begun)))
	for _, t := range tasks {
		if err := plugin.RecoverTask(t.handle); err != nil {
			return fmt.Errorf("%s: RecoverTask: %w", s.name, err)
		}
	}
	used, err := cpuTime(plugin.Pid())
	b.samples.add(recoveryCPURow, s.name, milliseconds(used))
	b.samples.add(recoveryRow, s.name, milliseconds(time.Since(begun))/many)
	return err
}
