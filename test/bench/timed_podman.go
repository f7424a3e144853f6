package main

import (
	"context"
	"net"
	"net/http"
	"net/http/httputil"
	"os"
	"path/filepath"
	"slices"
	"sync"
	"time"
)

// timedPodman is Podman's API behind a proxy that notes when it was busy.
type timedPodman struct {
	socket string
	server *http.Server
	folder string
	lock   sync.Mutex
	spans  []span
}

type span struct{ begun, ended time.Time }

func newTimedPodman(podman string) (*timedPodman, error) {
	folder, err := os.MkdirTemp("", "podman-")
	if err != nil {
		return nil, err
	}
	t := &timedPodman{socket: filepath.Join(folder, "podman.sock"), folder: folder}
	listener, err := net.Listen("unix", t.socket)
	if err != nil {
		return nil, err
	}
	proxy := &httputil.ReverseProxy{
		Rewrite: func(r *httputil.ProxyRequest) { r.Out.URL.Scheme, r.Out.URL.Host = "http", "podman" },
		Transport: &http.Transport{DialContext: func(ctx context.Context, _, _ string) (net.Conn, error) {
			return new(net.Dialer).DialContext(ctx, "unix", podman)
		}},
		FlushInterval: -1,
	}
	t.server = &http.Server{Handler: http.HandlerFunc(func(w http.ResponseWriter, r *http.Request) {
		begun := time.Now()
		// A client that leaves ends the proxy's handler by a panic.
		defer func() { t.add(span{begun, time.Now()}) }()
		proxy.ServeHTTP(w, r)
	})}
	go func() { _ = t.server.Serve(listener) }()
	return t, nil
}

func (t *timedPodman) add(s span) {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.spans = append(t.spans, s)
}

// reset forgets what was asked before.
func (t *timedPodman) reset() {
	t.lock.Lock()
	defer t.lock.Unlock()
	t.spans = nil
}

// busy is the time since reset in which at least one request was under way. What has not ended yet, as events and waits, does not count.
func (t *timedPodman) busy() time.Duration {
	t.lock.Lock()
	defer t.lock.Unlock()
	slices.SortFunc(t.spans, func(a, b span) int { return a.begun.Compare(b.begun) })
	var total time.Duration
	var until time.Time
	for _, s := range t.spans {
		if s.begun.After(until) {
			until = s.begun
		}
		if s.ended.After(until) {
			total += s.ended.Sub(until)
			until = s.ended
		}
	}
	return total
}

func (t *timedPodman) Close() {
	_ = t.server.Close()
	_ = os.RemoveAll(t.folder)
}
