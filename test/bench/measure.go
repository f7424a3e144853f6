package main

import (
	"context"
	"fmt"
	"io"
	"syscall"
	"time"

	"github.com/hashicorp/nomad/plugins/drivers"
	dproto "github.com/hashicorp/nomad/plugins/drivers/proto"

	"nomad-driver-podman/test/pluginclient"
)

// settle is what conmon's clean-up of the task before needs: it runs on after DestroyTask, and whoever destroys quickly would have it
// beside its next StartTask.
const settle = 600 * time.Millisecond

// bench holds what every measurement needs.
type bench struct {
	socket     string
	servicePid int
	// emptyProgram does nothing on the runtime of ours.
	emptyProgram string
	samples      *samples
}

// subject is one of the two drivers.
type subject struct{ name, path string }

func (b *bench) configured(s subject, socket string) (*pluginclient.Plugin, error) {
	plugin, err := pluginclient.Launch(pluginclient.Options{Path: s.path})
	if err != nil {
		return nil, err
	}
	return plugin, plugin.Configure(fmt.Sprintf("socket_path = %q", "unix://"+socket))
}

// serving is a plugin as Nomad has it when the first task comes: its node has been fingerprinted, and goes on being so.
func (b *bench) serving(s subject) (*pluginclient.Plugin, error) { return b.servingAt(s, b.socket) }

// servingAt is one whose Podman is behind another socket.
func (b *bench) servingAt(s subject, socket string) (*pluginclient.Plugin, error) {
	plugin, err := b.configured(s, socket)
	if err != nil {
		return plugin, err
	}
	fingerprints, err := plugin.Fingerprint(context.Background())
	if err != nil {
		return plugin, err
	}
	if first := <-fingerprints; first == nil || first.Health != drivers.HealthStateHealthy {
		return plugin, fmt.Errorf("%s is not healthy: %+v", s.name, first)
	}
	return plugin, nil
}

const (
	launchRow = "launch to PluginInfo, ms"
	idleRow   = "resident idle after SetConfig, MB"
)

// startUp measures from the launch to the answer of PluginInfo, and the idle memory after SetConfig.
func (b *bench) startUp(s subject) error {
	return b.startUpAs(s, func(figure string) string { return figure })
}

// startUpAs does so into rows that are called otherwise.
func (b *bench) startUpAs(s subject, row func(figure string) string) error {
	for range 2 {
		begun := time.Now()
		plugin, err := pluginclient.Launch(pluginclient.Options{Path: s.path})
		if err != nil {
			return err
		}
		if _, err := plugin.PluginInfo(); err != nil {
			return err
		}
		b.samples.add(row(launchRow), s.name, milliseconds(time.Since(begun)))
		plugin.Kill()
	}
	plugin, err := b.configured(s, b.socket)
	if err != nil {
		return err
	}
	defer plugin.Kill()
	time.Sleep(time.Second)
	memory, err := memoryOf(plugin.Pid())
	b.samples.add(row(idleRow), s.name, memory.resident)
	return err
}

// lifecycle measures exit and stop on one plugin.
func (b *bench) lifecycle(s subject) error {
	plugin, err := b.serving(s)
	if err != nil {
		return err
	}
	defer plugin.Kill()
	for range 3 {
		if err := b.exit(plugin, s); err != nil {
			return err
		}
		if err := b.stop(plugin, s); err != nil {
			return err
		}
	}
	return b.exec(plugin, s)
}

func (b *bench) exit(plugin *pluginclient.Plugin, s subject) error {
	time.Sleep(settle)
	t, _, err := startTask(plugin, "exit", "sleep 1000")
	if err != nil {
		return err
	}
	defer t.remove(plugin)
	pid, err := t.processID(b.socket)
	if err != nil {
		return err
	}
	ended, err := t.wait(plugin)
	if err != nil {
		return err
	}
	begun := time.Now()
	if err := syscall.Kill(pid, syscall.SIGKILL); err != nil {
		return err
	}
	b.samples.add("process end to WaitTask, ms", s.name, milliseconds((<-ended).Sub(begun)))
	return nil
}

func (b *bench) stop(plugin *pluginclient.Plugin, s subject) error {
	time.Sleep(settle)
	t, _, err := startTask(plugin, "stop", untilTerm)
	if err != nil {
		return err
	}
	defer t.remove(plugin)
	ended, err := t.wait(plugin)
	if err != nil {
		return err
	}
	begun := time.Now()
	if err := plugin.StopTask(t.config.ID, 10*time.Second, "SIGTERM"); err != nil {
		return err
	}
	b.samples.add("StopTask to WaitTask, ms", s.name, milliseconds((<-ended).Sub(begun)))
	return nil
}

func (b *bench) exec(plugin *pluginclient.Plugin, s subject) error {
	t, _, err := startTask(plugin, "exec", untilTerm)
	if err != nil {
		return err
	}
	defer t.remove(plugin)
	return b.streamingExec(plugin, s, t)
}

// sink is the client's side of a streaming exec that counts what it gets.
type sink struct {
	done  <-chan struct{}
	bytes int64
	sent  bool
}

func (k *sink) Send(message *drivers.ExecTaskStreamingResponseMsg) error {
	if message.Stdout != nil {
		k.bytes += int64(len(message.Stdout.Data))
	}
	return nil
}

func (k *sink) Recv() (*drivers.ExecTaskStreamingRequestMsg, error) {
	if !k.sent {
		k.sent = true
		return &drivers.ExecTaskStreamingRequestMsg{Stdin: &dproto.ExecTaskStreamingIOOperation{Close: true}}, nil
	}
	<-k.done
	return nil, io.EOF
}

func (b *bench) streamingExec(plugin *pluginclient.Plugin, s subject, t *task) error {
	const size = 256 << 20
	ctx, cancel := context.WithTimeout(context.Background(), 2*time.Minute)
	defer cancel()
	raw, ok := plugin.DriverPlugin.(drivers.ExecTaskStreamingRawDriver)
	if !ok {
		return fmt.Errorf("%T has no streaming exec", plugin.DriverPlugin)
	}
	k := &sink{done: ctx.Done()}
	begun := time.Now()
	if err := raw.ExecTaskStreamingRaw(ctx, t.config.ID, []string{"head", "-c", fmt.Sprint(size), "/dev/zero"}, false, k); err != nil {
		return err
	}
	if k.bytes != size {
		return fmt.Errorf("%s: streaming exec brought %d of %d bytes", s.name, k.bytes, size)
	}
	b.samples.add("streaming exec, MB/s", s.name, size/1e6/time.Since(begun).Seconds())
	return nil
}

// logs measures the payload rate of one task's stdout into its pipe, from the first line to the last.
func (b *bench) logs(s subject) error {
	for _, width := range []int{101, 71} {
		if err := b.logLines(s, width); err != nil {
			return err
		}
	}
	return nil
}

func (b *bench) logLines(s subject, width int) error {
	const total = 142_000_000
	lines := int64(total / width)
	plugin, err := b.serving(s)
	if err != nil {
		return err
	}
	defer plugin.Kill()
	t, _, err := startTask(plugin, "logs", fmt.Sprintf("yes %0*d | head -n %d; sleep 1000", width-1, 0, lines))
	if err != nil {
		return err
	}
	defer t.remove(plugin)
	var begun time.Time
	for deadline := time.Now().Add(2 * time.Minute); t.lines.Load() < lines; time.Sleep(time.Millisecond) {
		if begun.IsZero() && t.lines.Load() > 0 {
			begun = time.Now()
		}
		if time.Now().After(deadline) {
			return fmt.Errorf("%s: %d of %d log lines arrived", s.name, t.lines.Load(), lines)
		}
	}
	rate := float64(lines) * float64(width) / 1e6 / time.Since(begun).Seconds()
	b.samples.add(fmt.Sprintf("logs in lines of %d bytes, MB/s", width), s.name, rate)
	return nil
}

func milliseconds(d time.Duration) float64 { return float64(d) / float64(time.Millisecond) }
