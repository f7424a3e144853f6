package main

import (
	"fmt"
	"time"

	"golang.org/x/sync/errgroup"
)

// lifecycles measures what stays in memory after many tasks came and went, four at a time.
func (b *bench) lifecycles(s subject, counts []int) error {
	plugin, err := b.serving(s)
	if err != nil {
		return err
	}
	defer plugin.Kill()
	done := 0
	for _, count := range counts {
		var running errgroup.Group
		running.SetLimit(startsAtOnce)
		for ; done < count; done++ {
			running.Go(func() error {
				t, _, err := startTask(plugin, "short", "echo done")
				if err != nil {
					return err
				}
				defer t.remove(plugin)
				ended, err := t.ended(plugin)
				if err != nil {
					return err
				}
				<-ended
				return nil
			})
		}
		if err := running.Wait(); err != nil {
			return err
		}
		time.Sleep(5 * time.Second)
		memory, err := memoryOf(plugin.Pid())
		if err != nil {
			return err
		}
		b.samples.add(fmt.Sprintf("after %d lifecycles: resident, MB", count), s.name, memory.resident)
		b.samples.add(fmt.Sprintf("after %d lifecycles: anonymous, MB", count), s.name, memory.anonymous)
	}
	return nil
}
