package conformance

import (
	"testing"

	"github.com/shoenig/test/must"
	"github.com/zclconf/go-cty/cty"
	ctyjson "github.com/zclconf/go-cty/cty/json"

	"nomad-driver-podman/test/pluginclient"
)

// Each body decodes by the task schema through Nomad's own parser, and the value holds what was written.
func TestTaskConfigSchemaTakesWhatJobsWrite(t *testing.T) {
	plugin := launch(t, pluginclient.Options{})
	const base = `image = "docker://redis"` + "\n"
	for name, row := range map[string]struct{ body, want string }{
		"image alone":               {``, `"image":"docker://redis"`},
		"defaults":                  {``, `"image_pull_timeout":"5m"`},
		"default socket":            {``, `"socket":"default"`},
		"labels as a block":         {`labels { app = "cache" }`, `"labels":[{"app":"cache"}]`},
		"labels as an attribute":    {`labels = { "app" = "cache" }`, `"labels":[{"app":"cache"}]`},
		"labels as a list":          {`labels = [{ a = "1" }, { b = "2" }]`, `"labels":[{"a":"1"},{"b":"2"}]`},
		"ulimit as a block":         {"ulimit {\n nproc = \"4242\"\n nofile = \"2048:4096\"\n}", `"ulimit":[{"nofile":"2048:4096","nproc":"4242"}]`},
		"ulimit as an attribute":    {`ulimit = { nofile = "2048:4096" }`, `"ulimit":[{"nofile":"2048:4096"}]`},
		"sysctl as a block":         {`sysctl { net.core.somaxconn = "16384" }`, ``},
		"sysctl as an attribute":    {`sysctl = { "net.core.somaxconn" = "16384" }`, `"sysctl":[{"net.core.somaxconn":"16384"}]`},
		"logging as a block":        {"logging {\n driver = \"journald\"\n options = [{ tag = \"redis\" }]\n}", `"logging":{"driver":"journald","options":[{"tag":"redis"}]}`},
		"logging options as block":  {"logging {\n driver = \"journald\"\n options { tag = \"redis\" }\n}", `"options":[{"tag":"redis"}]`},
		"logging of the old README": {"logging = {\n driver = \"journald\"\n options = {\n \"tag\" = \"redis\"\n }\n}", `"logging":{"driver":"journald","options":{"tag":"redis"}}`},
		"logging with a list":       {"logging = {\n driver = \"journald\"\n options = [ { \"tag\" = \"redis\" } ]\n}", `"logging":{"driver":"journald","options":[{"tag":"redis"}]}`},
		"mount blocks":              {"mount {\n type = \"bind\"\n source = \"/a\"\n target = \"/b\"\n readonly = true\n}\nmount {\n target = \"/c\"\n}", `"source":"/a","target":"/b","type":"bind"},{"driver":null,"driver_options":null,"labels":null,"options":null,"readonly":false,"source":null,"target":"/c","type":"volume"}]`},
		"mounts as a list":          {`mounts = [{ type = "tmpfs", target = "/t", options = ["size=1m"] }]`, `"mounts":[{"driver":null,"driver_options":null,"labels":null,"options":["size=1m"],"readonly":false,"source":null,"target":"/t","type":"tmpfs"}]`},
		"volume of a mount block":   {"mount {\n source = \"v\"\n target = \"/c\"\n driver = \"local\"\n driver_options {\n type = \"tmpfs\"\n }\n labels {\n a = \"b\"\n }\n}", `"driver":"local","driver_options":`},
		"mounts that differ":        {"mount {\n source = \"v\"\n target = \"/c\"\n labels {\n a = \"b\"\n }\n}\nmount {\n target = \"/d\"\n driver_options = { o = \"x\" }\n}", `"labels":{"a":"b"}`},
		"networks blocks":           {"networks {\n name = \"a\"\n aliases = [\"db\"]\n}\nnetworks {\n name = \"b\"\n}", `"networks":[{"aliases":["db"],"bridge":null,"create":false,"ipam_driver":null,"name":"a"`},
		"secrets blocks":            {"secrets {\n name = \"s\"\n env = \"A\"\n}", `"secrets":[{"env":"A","mode":null,"name":"s","target":null}]`},
		"healthcheck":               {"healthcheck {\n command = [\"true\"]\n interval = \"5s\"\n retries = 2\n}", `"command":["true"],"interval":"5s","retries":2`},
		"healthcheck as a line":     {"healthcheck {\n command = \"test -e /ok\"\n}", `"command":"test -e /ok"`},
		"healthchecks":              {"healthchecks {\n disable = true\n}", `"healthchecks":{"disable":true}`},
		"further maps":              {"annotations = { a = \"b\" }\nstorage_opt = { size = \"10G\" }", `"annotations":[{"a":"b"}]`},
		"further names":             {"pid_mode = \"host\"\nuts_mode = \"host\"\ncgroupns = \"host\"\ntimezone = \"local\"\numask = \"0027\"\nstop_signal = \"SIGINT\"\nruntime = \"crun\"\ncpuset_cpus = \"0-2\"\npull_policy = \"newer\"\ngroup_add = [\"video\"]\nnetwork_aliases = [\"db\"]", `"umask":"0027"`},
		"logging as an attribute":   {"logging = {\n driver = \"nomad\"\n}", `"logging":{"driver":"nomad"`},
		"auth as a block":           {"auth {\n username = \"u\"\n password = \"p\"\n tls_verify = false\n}", `"tls_verify":false`},
		"auth may leave it open":    {"auth {\n username = \"u\"\n password = \"p\"\n}", `"tls_verify":null`},
		"auth as an attribute":      {`auth = { username = "u", password = "p" }`, `"username":"u"`},
		"entrypoint as a string":    {`entrypoint = "/entrypoint.sh"`, `"entrypoint":"/entrypoint.sh"`},
		"entrypoint as a list":      {`entrypoint = ["/bin/bash", "-c"]`, `["/bin/bash","-c"]`},
		"port_map as a block":       {`port_map { redis = 6379 }`, `"port_map":[{"redis":6379}]`},
		"port_map as an attribute":  {`port_map = { redis = 6379 }`, `"port_map":[{"redis":6379}]`},
		"command and args":          {"command = \"some-command\"\nargs = [\"arg1\", \"arg2\"]", `"args":["arg1","arg2"]`},
		"numbers":                   {"memory_swappiness = 60\npids_limit = 64\noom_score_adj = 10\ncpu_cfs_period = 50000", `"memory_swappiness":60`},
		"numbers in quotes":         {`pids_limit = "64"`, `"pids_limit":64`},
		"sizes":                     {"memory_reservation = \"100m\"\nmemory_swap = \"180m\"\nshm_size = \"32m\"", `"memory_swap":"180m"`},
		"switches":                  {"init = true\ntty = true\nprivileged = true\nreadonly_rootfs = true\nforce_pull = true\nauth_soft_fail = true\ncpu_hard_limit = true", `"readonly_rootfs":true`},
		"lists":                     {"cap_add = [\"SYS_TIME\"]\ncap_drop = [\"MKNOD\"]\ndevices = [\"/dev/net/tun\"]\ntmpfs = [\"/var\"]\nvolumes = [\"/a:/b:ro\"]\nextra_hosts = [\"h:127.0.0.2\"]\nports = [\"redis\"]\nselinux_opts = [\"type:x\"]\nsecurity_opt = [\"no-new-privileges\"]\nstatic_ips = [\"10.0.0.2\"]", `"devices":["/dev/net/tun"]`},
		"names":                     {"hostname = \"h\"\nworking_dir = \"/data\"\nnetwork_mode = \"bridge\"\nipc_mode = \"host\"\nuserns = \"keep-id:uid=200,gid=210\"\napparmor_profile = \"p\"\ninit_path = \"/i\"\narch = \"amd64\"\nos = \"linux\"\nvariant = \"v8\"\nipv4_address = \"10.0.0.3\"\nipv6_address = \"fd00::3\"\nstatic_mac = \"02:00:00:00:00:01\"", `"userns":"keep-id:uid=200,gid=210"`},
	} {
		t.Run(name, func(t *testing.T) {
			value, err := plugin.TaskValue(base + row.body)
			if row.want == "" {
				// Not HCL that a job can write: an unquoted dotted name is no attribute, in the Go driver neither.
				must.Error(t, err)
				return
			}
			must.NoError(t, err)
			mustHold(t, value, row.want)
		})
	}
}

func TestTaskConfigSchemaRefusesWhatItDoesNotKnow(t *testing.T) {
	plugin := launch(t, pluginclient.Options{})
	for name, body := range map[string]string{
		"an unknown option":     `colour = "red"`,
		"a list for a string":   `hostname = ["a", "b"]`,
		"a word for a number":   `pids_limit = "many"`,
		"an unknown block":      "paint {\n colour = \"red\"\n}",
		"an unknown auth field": "auth {\n token = \"x\"\n}",
	} {
		t.Run(name, func(t *testing.T) {
			_, err := plugin.TaskValue(`image = "docker://redis"` + "\n" + body)
			must.Error(t, err)
		})
	}
}

func TestAgentConfigSchemaTakesWhatOperatorsWrite(t *testing.T) {
	plugin := launch(t, pluginclient.Options{})
	schema, err := plugin.ConfigSchema()
	must.NoError(t, err)
	for name, row := range map[string]struct{ body, want string }{
		"nothing":        {``, `"gc":{"container":true`},
		"volumes":        {"volumes {\n enabled = true\n selinuxlabel = \"z\"\n}", `"selinuxlabel":"z"`},
		"gc":             {"gc {\n container = false\n}", `"container":false`},
		"socket_path":    {`socket_path = "unix:///run/podman/podman.sock"`, `"socket_path":"unix:///run/podman/podman.sock"`},
		"sockets":        {"socket {\n name = \"a\"\n socket_path = \"unix:///a\"\n}\nsocket {\n name = \"b\"\n socket_path = \"unix:///b\"\n}", `"name":"b"`},
		"extra_labels":   {`extra_labels = ["job_name", "task*"]`, `"extra_labels":["job_name","task*"]`},
		"dns_servers":    {`dns_servers = ["10.0.0.53"]`, `"dns_servers":["10.0.0.53"]`},
		"auth":           {"auth {\n config = \"/etc/auth.json\"\n helper = \"pass\"\n}", `"helper":"pass"`},
		"networking":     {"networking {\n default_rootless_mode = \"pasta\"\n}", `"default_rootless_mode":"pasta"`},
		"logging":        {"logging {\n driver = \"journald\"\n options {\n tag = \"t\"\n }\n}", `"driver":"journald"`},
		"the other ones": {"recover_stopped = true\ndisable_log_collection = true\nclient_http_timeout = \"30s\"", `"client_http_timeout":"30s"`},
	} {
		t.Run(name, func(t *testing.T) {
			body, err := pluginclient.AgentConfig(row.body)
			must.NoError(t, err)
			value, err := pluginclient.Decode(schema, body)
			must.NoError(t, err)
			mustHold(t, value, row.want)
		})
	}
}

// mustHold fails unless the JSON of a decoded value has the text in it.
func mustHold(t *testing.T, value cty.Value, want string) {
	t.Helper()
	encoded, err := ctyjson.Marshal(value, value.Type())
	must.NoError(t, err)
	must.StrContains(t, string(encoded), want)
}
