package pluginclient

import (
	"fmt"

	"github.com/hashicorp/nomad/helper/uuid"
	"github.com/hashicorp/nomad/nomad/structs"
	"github.com/hashicorp/nomad/plugins/drivers"
)

// NewTask makes the configuration of a task with 64 MiB and 100 CPU shares; its directories and log pipes are the caller's.
func (p *Plugin) NewTask(name, config string) (*drivers.TaskConfig, error) {
	value, err := p.TaskValue(config)
	if err != nil {
		return nil, err
	}
	allocID := uuid.Generate()
	task := &drivers.TaskConfig{
		ID:            fmt.Sprintf("%s/%s/%s", allocID, name, uuid.Short()),
		Name:          name,
		JobName:       "job",
		JobID:         "job",
		TaskGroupName: "group",
		Namespace:     "default",
		NodeName:      "node",
		NodeID:        uuid.Generate(),
		AllocID:       allocID,
		Env:           map[string]string{"PATH": "/bin:/usr/bin"},
		Resources: &drivers.Resources{
			NomadResources: &structs.AllocatedTaskResources{
				Cpu:    structs.AllocatedCpuResources{CpuShares: 100},
				Memory: structs.AllocatedMemoryResources{MemoryMB: 64},
			},
			LinuxResources: &drivers.LinuxResources{
				CPUShares:        100,
				MemoryLimitBytes: 64 << 20,
				PercentTicks:     0.01,
			},
		},
	}
	return task, task.EncodeDriverConfig(value)
}
