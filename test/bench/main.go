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
	empty := flag.String("empty", "", "an empty program of the same runtime as ours, to compare the sizes")
	only := flag.String("only", "", "a regular expression: only the phases that it matches")
	flag.Parse()
	if err := run([]subject{{"go", *other}, {"ours", *ours}}, *rounds, *crowds, *empty, *only, *output); err != nil {
		fmt.Fprintln(os.Stderr, "bench:", err)
		os.Exit(1)
	}
}

func run(subjects []subject, rounds int, crowds, empty, only, output string) error {
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
		{"size", 1, b.sizes},
		{"start-up and memory", rounds, b.startUp},
		{"dialects", rounds, b.dialects},
		{"lifecycle: start, exit, stop, exec", rounds, b.lifecycle},
		{"logs", rounds, b.logs},
	}
	for _, word := range strings.FieldsFunc(crowds, func(r rune) bool { return r == ',' }) {
		count, err := strconv.Atoi(word)
		if err != nil {
			return fmt.Errorf("-crowds: %w", err)
		}
		phases = append(phases, phase{word + " tasks", 1, func(s subject) error { return b.crowd(s, count) }})
	}
	phases = slices.DeleteFunc(phases, func(p phase) bool { return !wanted.MatchString(p.name) })
	failure := takeTurns(phases, subjects)
	b.samples.growth(50, 200)
	// What was measured before something failed is worth having.
	figures := b.samples.figures()
	table(os.Stdout, figures)
	return errors.Join(failure, writeJSON(output, figures))
}

// phase is what is measured together.
type phase struct {
	name    string
	rounds  int
	measure func(subject) error
}

func takeTurns(phases []phase, subjects []subject) error {
	for _, phase := range phases {
		for round := range phase.rounds {
			for _, s := range subjects {
				fmt.Fprintf(os.Stderr, "%s: round %d of %d, %s\n", phase.name, round+1, phase.rounds, s.name)
				if err := phase.measure(s); err != nil {
					return fmt.Errorf("%s, %s: %w", phase.name, s.name, err)
				}
			}
			// Whoever went first last time goes second now.
			slices.Reverse(subjects)
		}
	}
	return nil
}
