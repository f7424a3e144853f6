package main

import "fmt"

// besideEmpty is a row whose first column is not the Go driver, as are those of besideOwn.
const besideEmpty = "binary beside an empty Bun program (first column), MB"

// goal is what a row has to reach: the ratio of ours to the Go driver's figure, or our own figure.
type goal struct {
	limit float64
	// atLeast: it must not be below the limit, as for rates; else not above it.
	atLeast bool
	// own: the limit is for our figure as it is.
	own bool
}

var goals = map[string]goal{
	launchRow:   {limit: 1.2},
	idleRow:     {limit: 1.05},
	startRow:    {limit: 1},
	startOwnRow: {limit: 5, own: true},
	burstRow:    {limit: 0.95},
	recoveryRow: {limit: 1},
	"1 task: a line to Nomad's pipe, 99 of 100 within, ms":                  {limit: 1.5, own: true},
	"200 tasks: a line to Nomad's pipe, 99 of 100 within, ms":               {limit: 1.5, own: true},
	"50 tasks: proportional with what the plugin started, just started, MB": {limit: 1.1},
	"50 tasks: proportional with what the plugin started, with stats, MB":   {limit: 1.4},
	"after 500 lifecycles: resident, MB":                                    {limit: 40, own: true},
	"after 5500 lifecycles: resident, MB":                                   {limit: 40, own: true},
	"process end to WaitTask, ms":                                           {limit: 0.01},
	"StopTask to WaitTask, ms":                                              {limit: 0.05},
	execRow:                                                                 {limit: 1},
	"streaming exec, MB/s":                                                  {limit: 1.1, atLeast: true},
	"logs in lines of 101 bytes, MB/s":                                      {limit: 0.9, atLeast: true},
	"logs in lines of 71 bytes, MB/s":                                       {limit: 0.8, atLeast: true},
	"50 tasks: resident, MB":                                                {limit: 1.4},
	"50 tasks: CPU of the plugin, % of a core":                              {limit: 0.3},
	"50 tasks: CPU of the Podman service, % of a core":                      {limit: 0.02},
	"200 tasks: resident, MB":                                               {limit: 1.4},
	"200 tasks: CPU of the plugin, % of a core":                             {limit: 0.3},
	"200 tasks: CPU of the Podman service, % of a core":                     {limit: 0.02},
	"from 50 to 200 tasks: resident for each, kB":                           {limit: 150, own: true},
	"from 50 to 200 tasks: CPU of the plugin, times (linear is at most 4)":  {limit: 4, own: true},
	besideEmpty: {limit: 1.05},
	besideOwn("containerd-driver", launchRow): {limit: 1.05},
	besideOwn("containerd-driver", idleRow):   {limit: 1.05},
	besideOwn("nspawn", launchRow):            {limit: 1.05},
	besideOwn("nspawn", idleRow):              {limit: 1.05},
}

// holds says whether the figure reaches its goal, and what that is.
func (g goal) holds(ours, ratio float64) (bool, string) {
	value := ratio
	unit := " ×"
	if g.own {
		value, unit = ours, ""
	}
	if g.atLeast {
		return value >= g.limit, fmt.Sprintf("≥ %g%s", g.limit, unit)
	}
	return value <= g.limit, fmt.Sprintf("≤ %g%s", g.limit, unit)
}

// growth adds the rows that compare two crowds, when both were measured.
func (s *samples) growth(few, many int) {
	for _, driver := range []string{"go", "ours"} {
		of := func(count int, figure string) float64 {
			return median(s.values[fmt.Sprintf("%d tasks: %s", count, figure)][driver])
		}
		const resident, cpu = "resident, MB", "CPU of the plugin, % of a core"
		if of(few, resident) == 0 || of(many, resident) == 0 {
			continue
		}
		each := (of(many, resident) - of(few, resident)) * 1000 / float64(many-few)
		s.add(fmt.Sprintf("from %d to %d tasks: resident for each, kB", few, many), driver, each)
		if before := of(few, cpu); before > 0 {
			factor := float64(many) / float64(few)
			name := fmt.Sprintf("from %d to %d tasks: CPU of the plugin, times (linear is at most %g)", few, many, factor)
			s.add(name, driver, of(many, cpu)/before)
		}
	}
}
