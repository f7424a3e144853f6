package main

import (
	"context"
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
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
	tasks := make([]*task, 0, count)
	defer func() {
		// Some at a time: the Go driver takes a second for each.
		var removing errgroup.Group
		removing.SetLimit(10)
		for _, t := range tasks {
			removing.Go(func() error { t.remove(plugin); return nil })
		}
		_ = removing.Wait()
	}()
	ctx, cancel := context.WithCancel(context.Background())
	defer cancel()
	for i := range count {
		t, _, err := startTask(plugin, fmt.Sprintf("crowd%d", i), "sleep 1000")
		if err != nil {
			return err
		}
		tasks = append(tasks, t)
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
	}
	time.Sleep(5 * time.Second)
	shares, err := cpuShare(watched, plugin.Pid(), b.servicePid)
	if err != nil {
		return err
	}
	resident, err := residentMB(plugin.Pid())
	b.samples.add(fmt.Sprintf("%d tasks: resident, MB", count), s.name, resident)
	b.samples.add(fmt.Sprintf("%d tasks: CPU of the plugin, %% of a core", count), s.name, shares[0])
	b.samples.add(fmt.Sprintf("%d tasks: CPU of the Podman service, %% of a core", count), s.name, shares[1])
	return err
}
