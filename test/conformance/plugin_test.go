package conformance

import (
	"testing"

	"github.com/hashicorp/go-plugin"
	"github.com/hashicorp/nomad/plugins/base"
	"github.com/hashicorp/nomad/plugins/drivers"
	"github.com/hashicorp/nomad/plugins/drivers/fsisolation"
	"github.com/shoenig/test/must"

	"nomad-driver-podman/test/pluginclient"
)

func TestPluginInfoSaysWhatNomadLoads(t *testing.T) {
	for name, tls := range map[string]bool{"without TLS": false, "with AutoMTLS": true} {
		t.Run(name, func(t *testing.T) {
			info, err := launch(t, pluginclient.Options{AutoMTLS: tls}).PluginInfo()
			must.NoError(t, err)
			must.Eq(t, base.PluginTypeDriver, info.Type)
			must.Eq(t, "podman", info.Name)
			must.Eq(t, []string{"v0.1.0"}, info.PluginApiVersions)
			must.NotEq(t, "", info.PluginVersion)
		})
	}
}

func TestCapabilitiesAreTheGoDrivers(t *testing.T) {
	capabilities, err := configured(t).Capabilities()
	must.NoError(t, err)
	must.True(t, capabilities.SendSignals)
	must.True(t, capabilities.Exec)
	must.Eq(t, fsisolation.Image, capabilities.FSIsolation)
	must.SliceContainsAll(t, capabilities.NetIsolationModes,
		[]drivers.NetIsolationMode{drivers.NetIsolationModeHost, drivers.NetIsolationModeGroup, drivers.NetIsolationModeTask})
	must.False(t, capabilities.MustInitiateNetwork)
}

func TestFingerprintIsHealthy(t *testing.T) {
	fingerprints, err := configured(t).Fingerprint(t.Context())
	must.NoError(t, err)
	fingerprint := <-fingerprints
	must.NoError(t, fingerprint.Err)
	must.Eq(t, drivers.HealthStateHealthy, fingerprint.Health, must.Sprint(fingerprint.HealthDescription))
	detected, ok := fingerprint.Attributes["driver.podman"].GetBool()
	must.True(t, ok && detected)
	version, ok := fingerprint.Attributes["driver.podman.version"].GetString()
	must.True(t, ok)
	must.NotEq(t, "", version)
}

func TestAnotherClientReattaches(t *testing.T) {
	first := configured(t)
	task := start(t, first, "sleeper", "sleep 300", "")

	config := first.ReattachConfig()
	second := launch(t, pluginclient.Options{Reattach: &plugin.ReattachConfig{
		Protocol: plugin.ProtocolGRPC, ProtocolVersion: config.ProtocolVersion, Addr: config.Addr, Pid: config.Pid,
	}})
	must.Eq(t, first.Pid(), second.Pid())
	status, err := second.InspectTask(task.config.ID)
	must.NoError(t, err)
	must.Eq(t, drivers.TaskStateRunning, status.State)
}

func TestKillEndsTheProcess(t *testing.T) {
	plugin := configured(t)
	plugin.Kill()
	must.True(t, plugin.Exited())
}
