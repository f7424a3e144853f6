// Package pluginclient starts a driver's executable as Nomad does and speaks with it through Nomad's own client, for
// the conformance tests and the bench.
package pluginclient

import (
	"fmt"
	"os/exec"
	"time"

	"github.com/hashicorp/go-hclog"
	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/nomad/plugins/base"
	"github.com/hashicorp/nomad/plugins/drivers"
)

// Options says how a plugin is started.
type Options struct {
	// Path of the executable.
	Path string
	// AutoMTLS asks the plugin to serve TLS with certificates exchanged in the handshake.
	AutoMTLS bool
	// Reattach to a process that runs already, instead of starting one.
	Reattach *plugin.ReattachConfig
	// Logger gets what the plugin logs; nothing when unset.
	Logger hclog.Logger
	// Env is added to the plugin's environment.
	Env []string
}

// Plugin is a running driver.
type Plugin struct {
	drivers.DriverPlugin
	client *plugin.Client
	pid    int
}

// Launch starts (or reattaches to) a driver and waits for its handshake.
func Launch(options Options) (*Plugin, error) {
	logger := options.Logger
	if logger == nil {
		logger = hclog.NewNullLogger()
	}
	config := &plugin.ClientConfig{
		HandshakeConfig: base.Handshake,
		Plugins: plugin.PluginSet{
			base.PluginTypeBase:   &base.PluginBase{},
			base.PluginTypeDriver: drivers.NewDriverPlugin(nil, logger),
		},
		AllowedProtocols: []plugin.Protocol{plugin.ProtocolGRPC},
		AutoMTLS:         options.AutoMTLS,
		Logger:           logger,
		StartTimeout:     30 * time.Second,
	}
	if options.Reattach != nil {
		config.Reattach = options.Reattach
	} else {
		config.Cmd = exec.Command(options.Path)
		config.Cmd.Env = append(config.Cmd.Environ(), options.Env...)
	}
	client := plugin.NewClient(config)
	rpc, err := client.Client()
	if err != nil {
		client.Kill()
		return nil, fmt.Errorf("launching %s: %w", options.Path, err)
	}
	raw, err := rpc.Dispense(base.PluginTypeDriver)
	if err != nil {
		client.Kill()
		return nil, fmt.Errorf("dispensing the driver: %w", err)
	}
	driver, ok := raw.(drivers.DriverPlugin)
	if !ok {
		client.Kill()
		return nil, fmt.Errorf("the plugin is a %T, not a driver", raw)
	}
	return &Plugin{DriverPlugin: driver, client: client, pid: client.ReattachConfig().Pid}, nil
}

// Pid of the plugin's process.
func (p *Plugin) Pid() int { return p.pid }

// ReattachConfig is what another client needs to speak with the same process.
func (p *Plugin) ReattachConfig() *plugin.ReattachConfig { return p.client.ReattachConfig() }

// Kill ends the plugin: politely through the controller, then by force.
func (p *Plugin) Kill() { p.client.Kill() }

// Exited says whether the plugin's process has ended.
func (p *Plugin) Exited() bool { return p.client.Exited() }
