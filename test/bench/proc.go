package main

import (
	"fmt"
	"os"
	"strconv"
	"strings"
	"time"
)

// clockTick is USER_HZ, which is 100 on every Linux that Nomad runs on.
const clockTick = 10 * time.Millisecond

// residentMB is a process's resident memory in megabytes of 1,000,000 bytes.
func residentMB(pid int) (float64, error) {
	status, err := os.ReadFile(fmt.Sprintf("/proc/%d/status", pid))
	if err != nil {
		return 0, err
	}
	for line := range strings.Lines(string(status)) {
		if fields := strings.Fields(line); len(fields) == 3 && fields[0] == "VmRSS:" {
			kib, err := strconv.ParseFloat(fields[1], 64)
			return kib * 1024 / 1e6, err
		}
	}
	return 0, fmt.Errorf("process %d has no VmRSS", pid)
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
