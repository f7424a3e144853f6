package main

import (
	"bytes"
	"fmt"
	"os"
	"slices"
	"time"

	"nomad-driver-podman/test/pluginclient"
)

const (
	measuredLines = 400
	// betweenLines leaves the machine idle before each line.
	betweenLines = 10 * time.Millisecond
)

// latency measures how late lines come that a task writes one by one: from the write to its reader at Nomad's pipe.
func (b *bench) latency(s subject) error {
	plugin, err := b.serving(s)
	if err != nil {
		return err
	}
	defer plugin.Kill()
	return b.lineLatency(s, plugin, "1 task")
}

// lineLatency writes into the process's own stdout, which is conmon's pipe.
func (b *bench) lineLatency(s subject, plugin *pluginclient.Plugin, row string) error {
	t, _, err := startTask(plugin, "latency", "sleep 1000")
	if err != nil {
		return err
	}
	defer t.remove(plugin)
	pid, err := t.processID(b.socket)
	if err != nil {
		return err
	}
	stdout, err := os.OpenFile(fmt.Sprintf("/proc/%d/fd/1", pid), os.O_WRONLY, 0)
	if err != nil {
		return err
	}
	defer stdout.Close()
	line := append(bytes.Repeat([]byte("x"), 70), '\n')
	took := make([]float64, 0, measuredLines)
	for range measuredLines {
		time.Sleep(betweenLines)
		t.arrivals.Store(0)
		begun := time.Now()
		if _, err := stdout.Write(line); err != nil {
			return err
		}
		for t.arrivals.Load() == 0 {
			if time.Since(begun) > 10*time.Second {
				return fmt.Errorf("%s: a line did not arrive within 10 s", s.name)
			}
			time.Sleep(20 * time.Microsecond)
		}
		took = append(took, milliseconds(time.Unix(0, t.arrivals.Load()).Sub(begun)))
	}
	slices.Sort(took)
	b.samples.add(fmt.Sprintf("%s: a line to Nomad's pipe, median, ms", row), s.name, took[len(took)/2])
	b.samples.add(fmt.Sprintf("%s: a line to Nomad's pipe, 99 of 100 within, ms", row), s.name, took[len(took)*99/100])
	return nil
}
