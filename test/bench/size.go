package main

import (
	"compress/gzip"
	"io"
	"os"
)

// sizes measures the executables as they are, as they are downloaded, and ours beside a program of the same runtime that does nothing.
func (b *bench) sizes(s subject) error {
	plain, compressed, err := sizeMB(s.path)
	if err != nil {
		return err
	}
	b.samples.add("binary, MB", s.name, plain)
	b.samples.add("binary, gzip, MB", s.name, compressed)
	if s.name != "ours" || b.emptyProgram == "" {
		return nil
	}
	empty, _, err := sizeMB(b.emptyProgram)
	b.samples.add(besideEmpty, "go", empty)
	b.samples.add(besideEmpty, "ours", plain)
	return err
}

// sizeMB is the size of a file, as it is and after gzip, in megabytes of 1,000,000 bytes.
func sizeMB(path string) (plain, compressed float64, err error) {
	file, err := os.Open(path)
	if err != nil {
		return 0, 0, err
	}
	defer file.Close()
	var counted counter
	packer := gzip.NewWriter(&counted)
	size, err := io.Copy(packer, file)
	if err != nil {
		return 0, 0, err
	}
	err = packer.Close()
	return float64(size) / 1e6, float64(counted) / 1e6, err
}

// counter counts what is written to it.
type counter int64

func (c *counter) Write(bytes []byte) (int, error) {
	*c += counter(len(bytes))
	return len(bytes), nil
}
