package main

import (
	"os"
	"path/filepath"
	"slices"
)

// dialectNames are links to our executable, as in plugin_dir.
var dialectNames = []string{"containerd-driver", "nspawn"}

// besideOwn is a row of a dialect; its first column is the same executable under its own name, podman.
func besideOwn(dialect, figure string) string {
	return dialect + " beside podman (first column): " + figure
}

// dialects measures our executable under the names of other drivers beside itself, taking turns.
func (b *bench) dialects(s subject) error {
	if s.name != "ours" {
		return nil
	}
	directory, err := os.MkdirTemp("", "bench-")
	if err != nil {
		return err
	}
	defer os.RemoveAll(directory)
	for _, name := range dialectNames {
		link := filepath.Join(directory, name)
		if err := os.Symlink(s.path, link); err != nil {
			return err
		}
		turns := []subject{{"go", s.path}, {"ours", link}}
		for range 2 {
			for _, turn := range turns {
				if err := b.startUpAs(turn, func(figure string) string { return besideOwn(name, figure) }); err != nil {
					return err
				}
			}
			slices.Reverse(turns)
		}
	}
	return nil
}
