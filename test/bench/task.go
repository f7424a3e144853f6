package main

import (
	"bytes"
	"context"
	"encoding/json"
	"fmt"
	"io"
	"net"
	"net/http"
	"os"
	"path/filepath"
	"sync/atomic"
	"syscall"
	"time"

	"github.com/hashicorp/nomad/plugins/drivers"

	"nomad-driver-podman/test/pluginclient"
)

const image = "localhost/busybox:1"

// untilTerm is a process that ends at once on SIGTERM.
const untilTerm = "trap 'exit 0' TERM; while :; do sleep 100 & wait $!; done"

// task is a started task with readers on both of its log pipes, which is Nomad's part.
type task struct {
	config *drivers.TaskConfig
	// handle is what Nomad keeps of it.
	handle *drivers.TaskHandle
	// lines counts the newlines that have come through both pipes.
	lines atomic.Int64
	// arrivals is when the first bytes since it was set to 0 came, in nanoseconds since 1970.
	arrivals atomic.Int64
	pipes    []*os.File
	folder   string
}

// startTask runs a shell script and says how long StartTask took.
func startTask(plugin *pluginclient.Plugin, name, script string) (*task, time.Duration, error) {
	config, err := plugin.NewTask(name, fmt.Sprintf("image = %q\ncommand = \"/bin/sh\"\nargs = [\"-c\", %q]", image, script))
	if err != nil {
		return nil, 0, err
	}
	folder, err := os.MkdirTemp("", "alloc-")
	if err != nil {
		return nil, 0, err
	}
	t := &task{config: config, folder: folder}
	logs := filepath.Join(folder, "alloc", "logs")
	for _, each := range []string{logs, filepath.Join(folder, name, "local"), filepath.Join(folder, name, "secrets"), filepath.Join(folder, name, "tmp")} {
		if err := os.MkdirAll(each, 0o755); err != nil {
			return nil, 0, err
		}
	}
	config.AllocDir = folder
	config.Env["NOMAD_ALLOC_DIR"] = "/alloc"
	config.Env["NOMAD_TASK_DIR"] = "/local"
	config.Env["NOMAD_SECRETS_DIR"] = "/secrets"
	config.StdoutPath = filepath.Join(logs, "."+name+".stdout.fifo")
	config.StderrPath = filepath.Join(logs, "."+name+".stderr.fifo")
	for _, path := range []string{config.StdoutPath, config.StderrPath} {
		if err := t.readPipe(path); err != nil {
			return nil, 0, err
		}
	}
	begun := time.Now()
	t.handle, _, err = plugin.StartTask(config)
	return t, time.Since(begun), err
}

func (t *task) readPipe(path string) error {
	if err := syscall.Mkfifo(path, 0o600); err != nil {
		return err
	}
	// Both ways, so that opening does not wait for the driver.
	pipe, err := os.OpenFile(path, os.O_RDWR|syscall.O_NONBLOCK, 0)
	if err != nil {
		return err
	}
	t.pipes = append(t.pipes, pipe)
	go func() {
		buffer := make([]byte, 1<<20)
		for {
			n, err := pipe.Read(buffer)
			t.arrivals.CompareAndSwap(0, time.Now().UnixNano())
			t.lines.Add(int64(bytes.Count(buffer[:n], []byte{'\n'})))
			if err != nil {
				return
			}
		}
	}()
	return nil
}

// remove destroys the task and what the bench made for it.
func (t *task) remove(plugin *pluginclient.Plugin) {
	_ = plugin.StopTask(t.config.ID, 0, "SIGKILL")
	_ = plugin.DestroyTask(t.config.ID, true)
	for _, pipe := range t.pipes {
		_ = pipe.Close()
	}
	_ = os.RemoveAll(t.folder)
}

// wait reports when WaitTask does.
func (t *task) wait(plugin *pluginclient.Plugin) (<-chan time.Time, error) {
	ended, err := t.ended(plugin)
	// The call has to be on its way before the measured event.
	time.Sleep(200 * time.Millisecond)
	return ended, err
}

func (t *task) ended(plugin *pluginclient.Plugin) (<-chan time.Time, error) {
	results, err := plugin.WaitTask(context.Background(), t.config.ID)
	if err != nil {
		return nil, err
	}
	ended := make(chan time.Time, 1)
	go func() {
		<-results
		ended <- time.Now()
	}()
	return ended, nil
}

// processID of the task's container, as Podman knows it.
func (t *task) processID(socket string) (int, error) {
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		DisableKeepAlives: true,
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		},
	}}
	response, err := client.Get(fmt.Sprintf("http://podman/v4.0.0/libpod/containers/%s-%s/json", t.config.Name, t.config.AllocID))
	if err != nil {
		return 0, err
	}
	defer response.Body.Close()
	body, err := io.ReadAll(response.Body)
	if err != nil {
		return 0, err
	}
	var inspected struct{ State struct{ Pid int } }
	if err := json.Unmarshal(body, &inspected); err != nil || inspected.State.Pid == 0 {
		return 0, fmt.Errorf("no process id in %.200s: %w", body, err)
	}
	return inspected.State.Pid, nil
}
