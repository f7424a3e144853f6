package conformance

import (
	"os"
	"path/filepath"
	"strings"
	"testing"

	"github.com/hashicorp/nomad/helper/uuid"
	"github.com/hashicorp/nomad/plugins/drivers"
	"github.com/shoenig/test/must"

	"nomad-driver-podman/test/pluginclient"
)

// launchAs starts the driver under another name, as a link in plugin_dir does.
func launchAs(t *testing.T, name string) *pluginclient.Plugin {
	t.Helper()
	link := filepath.Join(t.TempDir(), name)
	must.NoError(t, os.Symlink(environment(t, "NOMAD_DRIVER_PODMAN"), link))
	plugin, err := pluginclient.Launch(pluginclient.Options{Path: link})
	must.NoError(t, err)
	t.Cleanup(plugin.Kill)
	return plugin
}

// dialects have what the documents of the drivers that they replace show, as it stands there.
var dialects = map[string]struct {
	base          string
	tasks, agents map[string]struct{ body, want string }
}{
	"containerd-driver": {
		base: `image = "docker.io/library/redis:alpine"`,
		tasks: map[string]struct{ body, want string }{
			"defaults":        {``, `"host_dns":true,"host_network":false,"hostname":null,"image":"docker.io/library/redis:alpine","image_pull_timeout":"5m"`},
			"command":         {`command = "some-command"`, `"command":"some-command"`},
			"args":            {"args = [\n\"arg1\",\n\"arg2\",\n]", `"args":["arg1","arg2"]`},
			"entrypoint":      {`entrypoint = ["/bin/sh", "-c"]`, `"entrypoint":["/bin/sh","-c"]`},
			"cwd":             {`cwd = "/srv"`, `"cwd":"/srv"`},
			"privileged":      {`privileged = true`, `"privileged":true`},
			"pids_limit":      {`pids_limit = 100`, `"pids_limit":100`},
			"host_dns":        {`host_dns = false`, `"host_dns":false`},
			"seccomp":         {"seccomp = true\nseccomp_profile = \"/opt/seccomp/seccomp.json\"", `"seccomp":true,"seccomp_profile":"/opt/seccomp/seccomp.json"`},
			"sysctl":          {"sysctl = {\n\"net.core.somaxconn\" = \"16384\"\n\"net.ipv4.ip_forward\" = \"1\"\n}", `"sysctl":[{"net.core.somaxconn":"16384","net.ipv4.ip_forward":"1"}]`},
			"readonly_rootfs": {`readonly_rootfs = true`, `"readonly_rootfs":true`},
			"host_network":    {`host_network = true`, `"host_network":true`},
			"extra_hosts":     {`extra_hosts = ["db:10.0.0.5"]`, `"extra_hosts":["db:10.0.0.5"]`},
			"cap_add":         {"cap_add = [\n\"CAP_SYS_ADMIN\",\n\"CAP_CHOWN\",\n\"CAP_SYS_CHROOT\"\n]", `"cap_add":["CAP_SYS_ADMIN","CAP_CHOWN","CAP_SYS_CHROOT"]`},
			"cap_drop":        {"cap_drop = [\n\"CAP_SYS_ADMIN\",\n\"CAP_CHOWN\",\n\"CAP_SYS_CHROOT\"\n]", `"cap_drop":["CAP_SYS_ADMIN","CAP_CHOWN","CAP_SYS_CHROOT"]`},
			"devices":         {"devices = [\n\"/dev/loop0\",\n\"/dev/loop1\"\n]", `"devices":["/dev/loop0","/dev/loop1"]`},
			"mounts":          {"mounts = [\n{\ntype = \"bind\"\ntarget = \"/tmp/t1\"\nsource = \"/tmp/s1\"\noptions = [\"rbind\", \"ro\"]\n}\n]", `"mounts":[{"options":["rbind","ro"],"source":"/tmp/s1","target":"/tmp/t1","type":"bind"}]`},
			"a mounts block":  {"mounts {\ntarget = \"/tmp/t1\"\n}", `"mounts":[{"options":null,"source":null,"target":"/tmp/t1","type":"volume"}]`},
			"auth":            {"auth {\nusername = \"u\"\npassword = \"p\"\n}", `"auth":{"password":"p","username":"u"}`},
		},
		agents: map[string]struct{ body, want string }{
			"nothing":          {``, `"allow_privileged":true`},
			"of the document":  {"enabled = true\ncontainerd_runtime = \"io.containerd.runc.v2\"\nstats_interval = \"5s\"", `"containerd_runtime":"io.containerd.runc.v2","default_seccomp":false,"enabled":true`},
			"allow_privileged": {`allow_privileged = false`, `"allow_privileged":false`},
			"auth":             {"auth {\nusername = \"u\"\npassword = \"p\"\n}", `"auth":{"password":"p","username":"u"}`},
		},
	},
	"docker": {
		base: `image = "redis:7"`,
		tasks: map[string]struct{ body, want string }{
			"defaults":         {``, `"image":"redis:7"`},
			"auth":             {"auth {\nusername = \"u\"\npassword = \"p\"\nemail = \"e\"\nserver_address = \"hub.docker.com\"\n}", `"server_address":"hub.docker.com"`},
			"devices":          {"devices = [\n{\nhost_path = \"/dev/sda1\"\ncontainer_path = \"/dev/xvdc\"\ncgroup_permissions = \"r\"\n},\n{\nhost_path = \"/dev/sda2\"\n}\n]", `"host_path":"/dev/sda2"`},
			"labels":           {"labels {\nfoo = \"bar\"\nzip = \"zap\"\n}", `"labels":[{"foo":"bar","zip":"zap"}]`},
			"a logging block":  {"logging {\ntype = \"journald\"\nconfig {\ntag = \"redis\"\n}\n}", `"config":[{"tag":"redis"}]`},
			"logging":          {"logging = {\ndriver = \"json-file\"\nconfig = [{\nmax-size = \"1m\"\n}]\n}", `"max-size":"1m"`},
			"a mount block":    {"mount {\ntype = \"bind\"\ntarget = \"/path/in/container\"\nsource = \"/path/in/host\"\nreadonly = false\nbind_options {\npropagation = \"rshared\"\n}\n}", `"propagation":"rshared"`},
			"mounts":           {"mounts = [\n{\ntype = \"tmpfs\"\ntarget = \"/t\"\nreadonly = false\ntmpfs_options = {\nsize = 100000\n}\n},\n{\ntype = \"volume\"\ntarget = \"/v\"\nsource = \"v\"\nvolume_options = {\nno_copy = false\ndriver_config = {\nname = \"local\"\n}\n}\n}\n]", `"size":100000`},
			"a whole volume":   {"mount {\ntarget = \"/v\"\nsource = \"v\"\nvolume_options {\nno_copy = true\nlabels {\nfoo = \"bar\"\n}\ndriver_config {\nname = \"pxd\"\noptions {\nfoo = \"bar\"\n}\n}\n}\n}", `"labels":{"foo":"bar"}`},
			"labels in a list": {"mount {\ntarget = \"/v\"\nsource = \"v\"\nvolume_options {\nlabels = [{\nfoo = \"bar\"\n}]\n}\n}\nmount {\ntarget = \"/w\"\nsource = \"w\"\n}", `"labels":{"foo":"bar"}`},
			"port_map":         {"port_map {\nhttp = 80\n}", `"port_map":[{"http":80}]`},
			"storage_opt":      {"storage_opt = {\nsize = \"40G\"\n}", `"storage_opt":{"size":"40G"}`},
			"sysctl":           {"sysctl = {\n\"net.core.somaxconn\" = \"16384\"\n}", `"sysctl":[{"net.core.somaxconn":"16384"}]`},
			"ulimit":           {"ulimit {\nnproc = \"4242\"\nnofile = \"2048:4096\"\n}", `"ulimit":[{"nofile":"2048:4096","nproc":"4242"}]`},
			"healthchecks":     {"healthchecks {\ndisable = true\n}", `"healthchecks":{"disable":true}`},
		},
		agents: map[string]struct{ body, want string }{
			"nothing":         {``, `"allow_privileged":false`},
			"of the document": {"endpoint = \"unix:///var/run/docker.sock\"\nauth {\nconfig = \"/etc/docker-auth.json\"\nhelper = \"ecr-login\"\n}\ntls {\ncert = \"/etc/nomad/nomad.pub\"\n}\nextra_labels = [\"job_name\"]\ngc {\nimage = true\nimage_delay = \"3m\"\ncontainer = true\ndangling_containers {\nenabled = true\ndry_run = false\nperiod = \"5m\"\ncreation_grace = \"5m\"\n}\n}\nvolumes {\nenabled = true\nselinuxlabel = \"z\"\n}\nallow_privileged = false\nallow_caps = [\"chown\", \"net_raw\"]", `"allow_caps":["chown","net_raw"]`},
			"logging":         {"logging {\ntype = \"journald\"\nconfig {\ntag = \"a\"\n}\n}", `"config":{"tag":"a"}`},
		},
	},
	"nspawn": {
		base: `image = "example/Debian/image"`,
		tasks: map[string]struct{ body, want string }{
			"the minimal job":  {`resolv_conf = "copy-host"`, `"resolv_conf":"copy-host"`},
			"defaults":         {``, `"boot":true`},
			"users by default": {``, `"user_namespacing":true`},
			"veth by default":  {``, `"network_veth":true`},
			"switches":         {"boot = false\nephemeral = true\nprocess_two = true\nread_only = true\nuser_namespacing = false\nnetwork_veth = false", `"process_two":true`},
			"users":            {"private_users = \"pick\"\nprivate_users_ownership = \"chown\"", `"private_users":"pick","private_users_ownership":"chown"`},
			"command":          {`command = [ "/bin/bash", "-c", "dhclient && nginx && tail -f /var/log/nginx/access.log" ]`, `"command":["/bin/bash","-c","dhclient \u0026\u0026 nginx \u0026\u0026 tail -f /var/log/nginx/access.log"]`},
			"names":            {"console = \"interactive\"\npivot_root = \"/a:/b\"\nuser = \"www\"\nvolatile = \"overlay\"\nworking_directory = \"/srv\"\nnetwork_bridge = \"br0\"\nnetwork_zone = \"web\"", `"network_bridge":"br0"`},
			"image_download":   {"image_download {\nurl = \"https://a/b.tar.xz\"\nverify = \"checksum\"\nforce = true\ntype = \"tar\"\n}", `"image_download":{"force":true,"type":"tar","url":"https://a/b.tar.xz","verify":"checksum"}`},
			"a download's own": {"image_download {\nurl = \"https://a/b.tar.xz\"\n}", `"image_download":{"force":false,"type":"tar","url":"https://a/b.tar.xz","verify":"no"}`},
			// As the document has it, for Nomad before 1.0: today Nomad itself rejects quoted names in a block.
			"a bind block":   {"bind {\n\"/var/lib/postgresql\" = \"/postgres\"\n}", ``},
			"bind":           {`bind = { "/var/lib/postgresql" = "/postgres" }`, `"bind":[{"/var/lib/postgresql":"/postgres"}]`},
			"bind_read_only": {`bind_read_only = { "/etc/passwd" = "/etc/passwd" }`, `"bind_read_only":[{"/etc/passwd":"/etc/passwd"}]`},
			"environment":    {"environment = {\nFOO = \"bar\"\n}", `"environment":[{"FOO":"bar"}]`},
			"port_map":       {"port_map {\nhttp = 80\n}", `"port_map":[{"http":80}]`},
			"ports":          {`ports = ["http"]`, `"ports":["http"]`},
			"capability":     {`capability = ["CAP_NET_ADMIN"]`, `"capability":["CAP_NET_ADMIN"]`},
		},
		agents: map[string]struct{ body, want string }{
			"nothing": {``, `"volumes":true`},
			"all":     {"enabled = false\nvolumes = false", `"enabled":false`},
		},
	},
}

func TestDialectsTakeWhatTheirDriversDocumentsShow(t *testing.T) {
	for name, dialect := range dialects {
		plugin := launchAs(t, name)
		schema, err := plugin.ConfigSchema()
		must.NoError(t, err)
		for what, row := range dialect.tasks {
			t.Run(name+"/task/"+what, func(t *testing.T) {
				value, err := plugin.TaskValue(dialect.base + "\n" + row.body)
				if row.want == "" {
					must.Error(t, err)
					return
				}
				must.NoError(t, err)
				mustHold(t, value, row.want)
			})
		}
		for what, row := range dialect.agents {
			t.Run(name+"/agent/"+what, func(t *testing.T) {
				body, err := pluginclient.AgentConfig(row.body)
				must.NoError(t, err)
				value, err := pluginclient.Decode(schema, body)
				must.NoError(t, err)
				mustHold(t, value, row.want)
			})
		}
	}
}

func TestOnlyDockerMakesTheNetworksOfGroups(t *testing.T) {
	for name := range dialects {
		capabilities, err := launchAs(t, name).Capabilities()
		must.NoError(t, err)
		must.Eq(t, name == "docker", capabilities.MustInitiateNetwork)
	}
}

func TestNetworksOfGroupsAreMadeAndRemovedOnce(t *testing.T) {
	if os.Getuid() != 0 {
		t.Skip("only root can make a network namespace")
	}
	plugin := launchAs(t, "docker")
	manager, ok := plugin.DriverPlugin.(drivers.DriverNetworkManager)
	must.True(t, ok)
	id := uuid.Generate()
	request := &drivers.NetworkCreateRequest{Hostname: "web"}
	for _, created := range []bool{true, false} {
		spec, isNew, err := manager.CreateNetwork(id, request)
		must.NoError(t, err)
		must.Eq(t, created, isNew)
		must.Eq(t, &drivers.NetworkIsolationSpec{
			Mode:   drivers.NetIsolationModeGroup,
			Path:   "/var/run/netns/" + id,
			Labels: map[string]string{"docker_sandbox_container_id": strings.ReplaceAll(id, "-", ""), "docker_sandbox_hostname": "web"},
		}, spec)
		must.FileExists(t, spec.Path)
	}
	// Which file is removed, the allocation says, and not the path.
	spec := &drivers.NetworkIsolationSpec{Mode: drivers.NetIsolationModeGroup, Path: "/etc/hostname"}
	for range 2 {
		must.NoError(t, manager.DestroyNetwork(id, spec))
		must.FileNotExists(t, "/var/run/netns/"+id)
	}
	for _, strange := range []string{"", "..", "../" + id, id + "/", id + "\x00", strings.ToUpper(id)} {
		_, _, err := manager.CreateNetwork(strange, request)
		must.ErrorContains(t, err, "must be the id of an allocation")
		must.ErrorContains(t, manager.DestroyNetwork(strange, spec), "must be the id of an allocation")
	}
	_, _, err := manager.CreateNetwork(uuid.Generate(), &drivers.NetworkCreateRequest{Hostname: "a b"})
	must.ErrorContains(t, err, "network.hostname = \"a b\": must be a host name")
}

func TestDialectsAreNamedAfterTheirLink(t *testing.T) {
	for name := range dialects {
		info, err := launchAs(t, name).PluginInfo()
		must.NoError(t, err)
		must.Eq(t, name, info.Name)
	}
}
