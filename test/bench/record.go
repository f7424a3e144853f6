package main

import (
	"context"
	"encoding/json"
	"fmt"
	"net"
	"net/http"
	"os"
	"runtime"
	"strings"
	"time"
)

// record is one run of the bench, from which docs/performance.md and its chart are made.
type record struct {
	Date    string `json:"date"`
	Command string `json:"command"`
	// Machine has what the figures depend on.
	Machine string `json:"machine"`
	// Table is the figures in Markdown.
	Table   string   `json:"table"`
	Figures []figure `json:"figures"`
}

func newRecord(socket string, load string, figures []figure) record {
	var markdown strings.Builder
	table(&markdown, figures)
	return record{
		Date:    time.Now().UTC().Format(time.DateOnly),
		Command: strings.Join(append([]string{"./scripts/bench"}, userArguments(os.Args[1:])...), " "),
		Machine: fmt.Sprintf("%d cores, %s, a load of %s before it began", runtime.NumCPU(), podmanText(socket), load),
		Table:   markdown.String(),
		Figures: figures,
	}
}

// userArguments are those that the person gave: scripts/bench puts pairs of its own before them.
func userArguments(all []string) []string {
	var given []string
	for i := 0; i < len(all); i++ {
		switch all[i] {
		case "-go", "-empty", "-json":
			i++
		default:
			given = append(given, quoted(all[i]))
		}
	}
	return given
}

// quoted is the argument as a shell takes it.
func quoted(argument string) string {
	if strings.ContainsAny(argument, " |^$*'") || argument == "" {
		return "'" + strings.ReplaceAll(argument, "'", `'\''`) + "'"
	}
	return argument
}

// loadAverage of the last minute.
func loadAverage() string {
	text, _ := os.ReadFile("/proc/loadavg")
	load, _, _ := strings.Cut(string(text), " ")
	return load
}

func podmanText(socket string) string {
	client := http.Client{Timeout: 10 * time.Second, Transport: &http.Transport{
		DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", socket)
		},
	}}
	defer client.CloseIdleConnections()
	response, err := client.Get("http://podman/v4.0.0/libpod/info")
	if err != nil {
		return "Podman"
	}
	defer response.Body.Close()
	var info struct {
		Host struct {
			CgroupVersion string
			OCIRuntime    struct{ Name string }
		}
		Version struct{ Version string }
	}
	_ = json.NewDecoder(response.Body).Decode(&info)
	return fmt.Sprintf("Podman %s, %s, cgroup %s", info.Version.Version, info.Host.OCIRuntime.Name, info.Host.CgroupVersion)
}

func writeJSON(path string, r record) error {
	encoded, err := json.MarshalIndent(r, "", "  ")
	if err != nil {
		return err
	}
	return os.WriteFile(path, append(encoded, '\n'), 0o644)
}
