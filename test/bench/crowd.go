package main

import (
	"context"
	"fmt"
	"time"

	"nomad-driver-podman/test/pluginclient"
)

// watched is as long as the time between two fingerprints of either driver: one of them, which Podman answers, is part of the figures.
const watched = 30 * time.Second

// crowd measures what many tasks cost, with stats every second, waits and logs open on each.
func (b *bench) crowd(s subject, count int) error {
	plugin, err := b.serving(s)
	if err != nil {
		return err
	}
	defer plugin.Kill()
	var tasks []*task
	defer func() { removeAll(plugin, tasks) }()
	for i := range count {
		t, _, err := startTask(plugin, fmt.Sprintf("crowd%d", i), "sleep 1000")
		if err != nil {
			return err
		}
		tasks = append(tasks, t)
	}
	name := func(figure string) string { return fmt.Sprintf("%d tasks: %s", count, figure) }
	time.Sleep(5 * time.Second)
	if err := b.proportional(s, plugin, name("proportional with what the plugin started, just started, MB")); err != nil {
		return err
	}
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for _, t := range tasks {
		if err := t.watch(ctx, plugin); err != nil {
			return err
		}
	}
	time.Sleep(5 * time.Second)
	shares, err := cpuShare(watched, plugin.Pid(), b.servicePid)
	if err != nil {
		return err
	}
	b.samples.add(name("CPU of the plugin, % of a core"), s.name, shares[0])
	b.samples.add(name("CPU of the Podman service, % of a core"), s.name, shares[1])
	memory, err := memoryOf(plugin.Pid())
	if err != nil {
		return err
	}
	b.samples.add(name("resident, MB"), s.name, memory.resident)
	b.samples.add(name("anonymous, MB"), s.name, memory.anonymous)
	if err := b.proportional(s, plugin, name("proportional with what the plugin started, with stats, MB")); err != nil {
		return err
	}
	return b.lineLatency(s, plugin, fmt.Sprintf("%d tasks", count))
}

func (b *bench) proportional(s subject, plugin *pluginclient.Plugin, row string) error {
	size, err := proportionalMB(plugin.Pid())
	b.samples.add(row, s.name, size)
	return err
}

// watch opens what Nomad keeps open for each of its tasks.
func (t *task) watch(ctx context.Context, plugin *pluginclient.Plugin) error {
	if _, err := plugin.WaitTask(ctx, t.config.ID); err != nil {
		return err
	}
	stats, err := plugin.TaskStats(ctx, t.config.ID, time.Second)
	if err != nil {
		return err
	}
	go func() {
		for range stats {
		}
	}()
	return nil
}
