package main

import (
	"fmt"
	"os"
	"path/filepath"
	"strconv"
	"strings"
	"time"
)

// clockTick is USER_HZ, which is 100 on every Linux that Nomad runs on.
const clockTick = 10 * time.Millisecond

// memory of a process, in megabytes of 1,000,000 bytes.
type memory struct {
	resident float64
	// anonymous is without the pages of files, which the kernel takes and brings back as it likes.
	anonymous float64
}

func memoryOf(pid int) (memory, error) {
	path := fmt.Sprintf("/proc/%d/status", pid)
	resident, err := kibibytesIn(path, "VmRSS:")
	if err != nil {
		return memory{}, err
	}
	anonymous, err := kibibytesIn(path, "RssAnon:")
	return memory{resident * 1024 / 1e6, anonymous * 1024 / 1e6}, err
}

// proportionalMB is the proportional set size of a process and of all that it started, at any remove: pages that several of them
// share count once.
func proportionalMB(pid int) (float64, error) {
	var total float64
	for _, each := range append(descendants(pid), pid) {
		size, err := kibibytesIn(fmt.Sprintf("/proc/%d/smaps_rollup", each), "Pss:")
		if err != nil {
			return 0, err
		}
		total += size * 1024 / 1e6
	}
	return total, nil
}

func descendants(pid int) []int {
	var found []int
	tasks, _ := filepath.Glob(fmt.Sprintf("/proc/%d/task/*/children", pid))
	for _, path := range tasks {
		children, _ := os.ReadFile(path)
		for _, word := range strings.Fields(string(children)) {
			if child, err := strconv.Atoi(word); err == nil {
				found = append(append(found, child), descendants(child)...)
			}
		}
	}
	return found
}

func kibibytesIn(path, name string) (float64, error) {
	text, err := os.ReadFile(path)
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(text)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == name {
			return strconv.ParseFloat(fields[1], 64)
		}
	}
	return 0, fmt.Errorf("%s has no %s", path, name)
}

// cpuTime is what a process and its children that have ended used.
func cpuTime(pid int) (time.Duration, error) {
	stat, err := os.ReadFile(fmt.Sprintf("/proc/%d/stat", pid))
	if err != nil {
		return 0, err
	}
	// The program's name, in parentheses, may hold anything.
	text := string(stat)
	fields := strings.Fields(text[strings.LastIndexByte(text, ')')+1:])
	var ticks int64
	for _, field := range fields[11:15] {
		value, err := strconv.ParseInt(field, 10, 64)
		if err != nil {
			return 0, err
		}
		ticks += value
	}
	return time.Duration(ticks) * clockTick, nil
}

// cpuShare is the percentage of a core that each process uses over a while.
func cpuShare(over time.Duration, pids ...int) ([]float64, error) {
	before := make([]time.Duration, len(pids))
	for i, pid := range pids {
		used, err := cpuTime(pid)
		if err != nil {
			return nil, err
		}
		before[i] = used
	}
	begun := time.Now()
	time.Sleep(over)
	shares := make([]float64, len(pids))
	for i, pid := range pids {
		used, err := cpuTime(pid)
		if err != nil {
			return nil, err
		}
		shares[i] = 100 * float64(used-before[i]) / float64(time.Since(begun))
	}
	return shares, nil
}
