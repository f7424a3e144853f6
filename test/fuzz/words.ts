/** A text as a file of characters that no editor shows. */
const unseen = "\0|\n|\r\n|\t|\x1b[2J|\x7f|\x85|\u2028|\u202e|\ufeff|\ud800|é|🐘|ﬀ|İ|a\0b| |5 s|32 MB".split("|");

const lines = [
  ". .. ../.. / /.. // /a/../../b local/../../../etc/shadow ~ \\ /proc/self/root /dev/null /srv/x",
  "-1 - + 0 00 1 1.5 1e400 0x10 1_000 9007199254740993 18446744073709551616 -9223372036854775809 NaN Infinity",
  "true false null undefined {} [] \" ' ` $ %{if} | ; & * : a: :b a:b a:b:c:d a=b = a==b , a,b ,, @",
  "5 5s 1h30m 9999999999h -5s 1ns 32m 1g 999999999999g -1m 0b 0-3 0,2 9-1 100% -100%",
  "user:p4ss@host/img:1 https://u:p@h/x?y#z http:// https://[ ftp://h/x file:///etc/shadow unix:// unix:///run/a.sock tcp://h:99999",
  "docker-archive: oci-archive:/x:y docker://a @sha256:00 localhost/a@sha256:zz A/B:C docker.io/library/redis:7",
  "::1 [::1]:80 fe80::1%eth0 256.1.1.1 1.2.3.4/33 10.0.0.0/8 host-gateway a:host-gateway ff:ff:ff:ff:ff:ff",
  "host none bridge private task: task:a container: container:a ns: ns:/x slirp4netns:mtu=1 pasta:-T,1 auto keep-id",
  "ro rw Z z bind tmpfs volume 0:0:1 0:0:4294967295 1:2:3:4 root 65536:0 nobody:nogroup",
  "/dev/null:/dev/x:rwm /dev/sd*:rwm unconfined label=disable seccomp=/x apparmor= no-new-privileges NET_ADMIN cap_all",
  "nofile=1:2 nofile=2:1 1024:65536 net.ipv4.ip_forward kernel.msgmax always SIGKILL SIGRTMIN+3 K8s journald",
  "__proto__ constructor toString hasOwnProperty then length",
];

/** Texts that mean something to some reader, or nearly do. */
export const words: readonly string[] = [
  "",
  "a".repeat(129),
  `$${"{env.X}"}`,
  ...unseen,
  ...lines.flatMap((line) => line.split(" ")),
];
