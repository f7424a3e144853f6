package main

import (
	"fmt"
	"io"
	"math"
	"slices"
	"strings"
)

// samples are the figures of each row and driver, in the order in which the rows were first measured.
type samples struct {
	rows   []string
	values map[string]map[string][]float64
}

func newSamples() *samples { return &samples{values: map[string]map[string][]float64{}} }

func (s *samples) add(row, driver string, value float64) {
	if s.values[row] == nil {
		s.rows = append(s.rows, row)
		s.values[row] = map[string][]float64{}
	}
	s.values[row][driver] = append(s.values[row][driver], value)
}

// figure is one row of the result.
type figure struct {
	Row        string    `json:"row"`
	Go         []float64 `json:"go"`
	Ours       []float64 `json:"ours"`
	GoMedian   float64   `json:"goMedian"`
	OursMedian float64   `json:"oursMedian"`
	Ratio      float64   `json:"ratio"`
	Goal       string    `json:"goal,omitempty"`
	Holds      *bool     `json:"holds,omitempty"`
}

func (s *samples) figures() []figure {
	figures := make([]figure, 0, len(s.rows))
	for _, row := range s.rows {
		f := figure{Row: row, Go: s.values[row]["go"], Ours: s.values[row]["ours"]}
		f.GoMedian, f.OursMedian = median(f.Go), median(f.Ours)
		// A process that used no CPU at all leaves nothing to divide by.
		if f.GoMedian > 0 {
			f.Ratio = f.OursMedian / f.GoMedian
		}
		if g, ok := goals[row]; ok {
			holds, text := g.holds(f.OursMedian, f.Ratio)
			f.Goal = text
			f.Holds = &holds
		}
		figures = append(figures, f)
	}
	return figures
}

func median(values []float64) float64 {
	if len(values) == 0 {
		return 0
	}
	sorted := slices.Sorted(slices.Values(values))
	middle := len(sorted) / 2
	if len(sorted)%2 == 1 {
		return sorted[middle]
	}
	return (sorted[middle-1] + sorted[middle]) / 2
}

// spread is the range of the middle half.
func spread(values []float64) string {
	if len(values) < 2 {
		return "–"
	}
	sorted := slices.Sorted(slices.Values(values))
	return fmt.Sprintf("%s–%s", short(sorted[len(sorted)/4]), short(sorted[(len(sorted)*3)/4]))
}

func short(value float64) string {
	if math.Abs(value) >= 100 {
		return fmt.Sprintf("%.0f", value)
	}
	return fmt.Sprintf("%.3g", value)
}

// ratio shows small ones more exactly: goals go down to 0.01.
func ratio(value float64) string {
	if value < 0.1 {
		return fmt.Sprintf("%.3f", value)
	}
	return fmt.Sprintf("%.2f", value)
}

// table is Markdown, aligned for reading as it stands.
func table(out io.Writer, figures []figure) {
	rows := [][]string{{"figure", "Go driver", "middle half", "ours", "middle half", "ratio", "goal", ""}}
	for _, f := range figures {
		mark := ""
		if f.Holds != nil {
			mark = map[bool]string{true: "holds", false: "MISSED"}[*f.Holds]
		}
		rows = append(rows, []string{f.Row, short(f.GoMedian), spread(f.Go), short(f.OursMedian), spread(f.Ours), ratio(f.Ratio), f.Goal, mark})
	}
	widths := make([]int, len(rows[0]))
	for _, row := range rows {
		for i, cell := range row {
			widths[i] = max(widths[i], len([]rune(cell)))
		}
	}
	for number, row := range rows {
		for i, cell := range row {
			fmt.Fprintf(out, "| %s%s ", cell, strings.Repeat(" ", widths[i]-len([]rune(cell))))
		}
		fmt.Fprintln(out, "|")
		if number == 0 {
			for _, width := range widths {
				fmt.Fprintf(out, "| %s ", strings.Repeat("-", width))
			}
			fmt.Fprintln(out, "|")
		}
	}
}
