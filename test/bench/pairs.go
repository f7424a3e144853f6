package main

import (
	"slices"
	"time"

	"nomad-driver-podman/test/pluginclient"
)

const (
	startRow     = "StartTask, ms"
	startOwnRow  = "StartTask without Podman's own time, ms"
	execRow      = "ExecTask true, ms"
	pairedStarts = 30
)

// pairedPlugin is a plugin of each driver.
type pairedPlugin struct {
	subject
	plugin *pluginclient.Plugin
	// podman notes Podman's own time; nil where nobody asks for it.
	podman *timedPodman
}

// pairs measures what is mostly Podman's own work with both plugins running, one call of each in turn: the machine's moods then
// meet both alike.
func (b *bench) pairs(subjects []subject) error {
	if err := b.pairedBehind(newTimedPodman, subjects, b.pairedStarts); err != nil {
		return err
	}
	// Not behind the proxy: there the Go driver's exec ends with "use of closed network connection".
	return b.pairedBehind(nil, subjects, b.pairedExecs)
}

// pairedBehind runs work with a plugin of each driver, each behind a proxy of its own when proxy is not nil.
func (b *bench) pairedBehind(proxy func(string) (*timedPodman, error), subjects []subject, work func([]pairedPlugin) error) error {
	var paired []pairedPlugin
	for _, s := range subjects {
		p := pairedPlugin{subject: s}
		socket := b.socket
		if proxy != nil {
			var err error
			if p.podman, err = proxy(b.socket); err != nil {
				return err
			}
			defer p.podman.Close()
			socket = p.podman.socket
		}
		var err error
		if p.plugin, err = b.servingAt(s, socket); err != nil {
			return err
		}
		defer p.plugin.Kill()
		paired = append(paired, p)
	}
	return work(paired)
}

// pairedStarts leaves out each driver's first start, which loads what the others use.
func (b *bench) pairedStarts(paired []pairedPlugin) error {
	for round := range pairedStarts + 1 {
		for _, p := range paired {
			time.Sleep(settle)
			p.podman.reset()
			t, took, err := startTask(p.plugin, "pair", "sleep 1000")
			if err != nil {
				return err
			}
			own := took - p.podman.busy()
			t.remove(p.plugin)
			if round > 0 {
				b.samples.add(startRow, p.name, milliseconds(took))
				b.samples.add(startOwnRow, p.name, milliseconds(own))
			}
		}
		slices.Reverse(paired)
	}
	return nil
}

func (b *bench) pairedExecs(paired []pairedPlugin) error {
	tasks := map[string]*task{}
	for _, p := range paired {
		t, _, err := startTask(p.plugin, "exec", untilTerm)
		if err != nil {
			return err
		}
		defer t.remove(p.plugin)
		tasks[p.name] = t
	}
	for round := range pairedStarts + 1 {
		for _, p := range paired {
			begun := time.Now()
			if _, err := p.plugin.ExecTask(tasks[p.name].config.ID, []string{"true"}, 10*time.Second); err != nil {
				return err
			}
			if round > 0 {
				b.samples.add(execRow, p.name, milliseconds(time.Since(begun)))
			}
		}
		slices.Reverse(paired)
	}
	return nil
}
