package pluginclient

import (
	"errors"
	"fmt"
	"strings"

	"github.com/hashicorp/hcl"
	"github.com/hashicorp/nomad/client/lib/numalib"
	"github.com/hashicorp/nomad/helper/pluginutils/hclspecutils"
	"github.com/hashicorp/nomad/helper/pluginutils/hclutils"
	"github.com/hashicorp/nomad/jobspec2"
	"github.com/hashicorp/nomad/plugins/base"
	"github.com/hashicorp/nomad/plugins/shared/hclspec"
	"github.com/zclconf/go-cty/cty"
	"github.com/zclconf/go-cty/cty/msgpack"
)

// Decode reads a configuration body as Nomad does: by the schema that the plugin has returned.
func Decode(schema *hclspec.Spec, body any) (cty.Value, error) {
	spec, diagnostics := hclspecutils.Convert(schema)
	if diagnostics.HasErrors() {
		return cty.NilVal, fmt.Errorf("the schema: %w", diagnostics)
	}
	value, _, problems := hclutils.ParseHclInterface(body, spec, nil)
	return value, errors.Join(problems...)
}

// AgentConfig parses the text between the braces of an agent's `plugin "…" { config { … } }`.
func AgentConfig(text string) (any, error) {
	var root map[string]any
	if err := hcl.Decode(&root, text); err != nil {
		return nil, err
	}
	return root, nil
}

// TaskBody parses the text between the braces of a task's `config { … }`, as it stands in a job file.
func TaskBody(text string) (any, error) {
	job := "job \"j\" {\n group \"g\" {\n task \"t\" {\n driver = \"podman\"\n config {\n" + text + "\n}\n}\n}\n}\n"
	parsed, err := jobspec2.Parse("config.nomad.hcl", strings.NewReader(job))
	if err != nil {
		return nil, err
	}
	return parsed.TaskGroups[0].Tasks[0].Config, nil
}

// Configure sends the agent's configuration to the plugin, as Nomad does after the launch.
func (p *Plugin) Configure(text string) error {
	schema, err := p.ConfigSchema()
	if err != nil {
		return fmt.Errorf("ConfigSchema: %w", err)
	}
	body, err := AgentConfig(text)
	if err != nil {
		return err
	}
	value, err := Decode(schema, body)
	if err != nil {
		return err
	}
	encoded, err := msgpack.Marshal(value, value.Type())
	if err != nil {
		return err
	}
	return p.SetConfig(&base.Config{
		ApiVersion:   "v0.1.0",
		PluginConfig: encoded,
		AgentConfig: &base.AgentConfig{
			Driver: &base.ClientDriverConfig{ClientMinPort: 14000, ClientMaxPort: 14512, Topology: numalib.Scan(numalib.PlatformScanners(false))},
		},
	})
}

// TaskValue decodes a task's configuration by the plugin's task schema.
func (p *Plugin) TaskValue(text string) (cty.Value, error) {
	schema, err := p.TaskConfigSchema()
	if err != nil {
		return cty.NilVal, fmt.Errorf("TaskConfigSchema: %w", err)
	}
	body, err := TaskBody(text)
	if err != nil {
		return cty.NilVal, err
	}
	return Decode(schema, body)
}
