// Command bench measures this driver beside the Go driver: one client, one machine, one run, taking turns.
// ./scripts/bench runs it.
package main

import (
	"errors"
	"flag"
	"fmt"
	"os"
	"regexp"
	"slices"
	"strconv"
	"strings"
)

func main() {
	ours := flag.String("ours", os.Getenv("NOMAD_DRIVER_PODMAN"), "this driver's executable")
	other := flag.String("go", "", "the Go driver's executable")
	rounds := flag.Int("rounds", 5, "how often each driver has its turn")
	crowds := flag.String("crowds", "50,200", "how many tasks at once; empty for none")
	output := flag.String("json", "bench.json", "file for all figures")
	lifecycles := flag.String("lifecycles", "500", "after how many tasks in all the memory is read; empty for none")
	empty := flag.String("empty", "", "an empty program of the same runtime as ours, to compare the sizes")
	only := flag.String("only", "", "a regular expression: only the phases that it matches")
	flag.Parse()
	if err := run([]subject{{"go", *other}, {"ours", *ours}}, *rounds, *crowds, *lifecycles, *empty, *only, *output); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(subjects []subject, rounds int, crowds, lifecycles, empty, only, output string) error {
	pid, err := strconv.Atoi(os.Getenv("NOMAD_PODMAN_SERVICE_PID"))
	if err != nil {
		return fmt.Errorf("NOMAD_PODMAN_SERVICE_PID: %w; run ./scripts/bench", err)
	}
	wanted, err := regexp.Compile(only)
	if err != nil {
		return fmt.Errorf("-only: %w", err)
	}
	b := &bench{socket: os.Getenv("NOMAD_PODMAN_SOCKET"), servicePid: pid, emptyProgram: empty, samples: newSamples()}
	phases := []phase{
		{"size", 1, one(b.sizes)},
		{"start-up and memory", rounds, one(b.startUp)},
		{"dialects", rounds, one(b.dialects)},
		{"pairs: start and exec", 1, b.pairs},
		{"lifecycle: exit, stop, streaming exec", rounds, one(b.lifecycle)},
		{"burst", rounds, one(b.burst)},
		{"recovery", rounds, one(b.recovery)},
		{"logs", rounds, one(b.logs)},
		{"latency", rounds, one(b.latency)},
	}
	crowdSizes, err := numbers("-crowds", crowds)
	if err != nil {
		return err
	}
	for _, count := range crowdSizes {
		phases = append(phases, phase{fmt.Sprintf("%d tasks", count), 1, one(func(s subject) error { return b.crowd(s, count) })})
	}
	counts, err := numbers("-lifecycles", lifecycles)
	if err != nil {
		return err
	}
	phases = append(phases, phase{"memory after many lifecycles", 1, one(func(s subject) error { return b.lifecycles(s, counts) })})
	phases = slices.DeleteFunc(phases, func(p phase) bool { return !wanted.MatchString(p.name) })
	load := loadAverage()
	failure := takeTurns(phases, subjects)
	b.samples.growth(50, 200)
	// What was measured before something failed is worth having.
	figures := b.samples.figures()
	table(os.Stdout, figures)
	return errors.Join(failure, writeJSON(output, newRecord(b.socket, load, figures)))
}

// numbers reads a list as "50,200".
func numbers(option, list string) ([]int, error) {
	var counts []int
	for _, word := range strings.FieldsFunc(list, func(r rune) bool { return r == ',' }) {
		count, err := strconv.Atoi(word)
		if err != nil {
			return nil, fmt.Errorf("%s: %w", option, err)
		}
		counts = append(counts, count)
	}
	return counts, nil
}

// phase is what is measured together.
type phase struct {
	name    string
	rounds  int
	measure func([]subject) error
}

// one measures one driver after the other.
func one(measure func(subject) error) func([]subject) error {
	return func(subjects []subject) error {
		for _, s := range subjects {
			if err := measure(s); err != nil {
				return fmt.Errorf("%s: %w", s.name, err)
			}
		}
		return nil
	}
}

func takeTurns(phases []phase, subjects []subject) error {
	for _, phase := range phases {
		for round := range phase.rounds {
			fmt.Fprintf(os.Stderr, "%s: round %d of %d\n", phase.name, round+1, phase.rounds)
			if err := phase.measure(subjects); err != nil {
				return fmt.Errorf("%s: %w", phase.name, err)
			}
			// Whoever went first last time goes second now.
			slices.Reverse(subjects)
		}
	}
	return nil
}
