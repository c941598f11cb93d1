using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>Generates addresses of the private network in the spellings that attackers use, from a fixed seed.</summary>
internal static class HostileAddresses
{
    /// <summary>What names resolve to.</summary>
    public static readonly IPAddress[] Inside =
        [.. new[] { "127.0.0.1", "::1", "0.0.0.0", "::ffff:127.0.0.1", "10.0.0.1", "169.254.169.254", "fe80::1", "fd00::1", "100.64.0.1", "192.0.0.8" }.Select(IPAddress.Parse)];

    private static readonly string[] Tails =
    [
        "", "/", "/rss", "/?q=1", "/#x", "/%00", "/..%2f", "/\u202e", "/ ", "\\x", "/" + new string('a', 300), "/%0d%0aHost:%20x", "/\r\nHost: x", "?a\tb", "#@example.org/",
        "\\@example.org/", "/" + new string('长', 900), "/\ud800", "/%zz", "//", "/;a=b",
    ];

    private static readonly string[] Odd =
    [
        "file:///etc/passwd", "gopher://127.0.0.1/", "http://", "https:///", "http:////x", "://", "javascript:alert(1)", "data:text/html,x", "http://[", "http://[::", "http://%",
        "http://a b/", "ftp://localhost/", "\0", "http://user:pass@127.0.0.1/", "http://@/", "http://.", "http://..", "ws://127.0.0.1/", "12", "/add", "feed:x", "\ud800",
        "http:/127.0.0.1/", "http:127.0.0.1", "http:\\\\127.0.0.1\\", "//127.0.0.1/", "feed://127.0.0.1/", "jar:http://127.0.0.1!/", "http://[::1", "http://::1/", "http://[::1%25]/",
        "http://" + new string('a', 70) + ".example/", "http://" + string.Join('.', Enumerable.Repeat("a", 200)) + "/", "https://" + new string('9', 2500), "http://\u200b127.0.0.1/",
        "http://xn--/", "http://xn--\u0080/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ/", "http://раypal.example/", "http://例え.example/", "http://a..b/", "http://-a.example/", "http://*.example/",
    ];

    // Where a scheme is forbidden, or missing, the rest is as above.
    private static readonly string[] Schemes = ["http://", "http://", "http://", "http://", "https://", "HTTP://", "hTTps://", "", "file://", "gopher://", "ftp://", "http:\\\\", "http:/", "javascript://", "data://"];

    private static readonly string[] Ports = ["", ":0", ":65536", ":99999999999", ":-1", ":", ":22", ":6379", ":8\u0660", ":0x50", ":80:80", ":\uff18\uff10"];

    private static readonly string[] Users = ["example.org@", "a:b@", "a:b:c@", "%40@", "example.org%2f@", "example.org\\@", "例@"];

    private static readonly string[] Hosts =
    [
        "localhost", "LOCALHOST.", "a.localhost", "printer.local", "x.internal", "router.lan", "nas.home.arpa", "0", "0.0.0.0", "127.1", "127.0.1", "0177.1", "[::]", "[::1]", "[0:0:0:0:0:0:0:1]",
        "[::1%25lo]", "[fe80::1%25eth0]", "[fe80::1%lo]", "[::127.0.0.1]", "[64:ff9b::7f00:1]", "[2002:7f00:1::]", "[fd00::1]", "[ff02::1]", "inside.example", "in-side.example.org",
        "xn--fsqu00a.example", "例子.example", "ex\u0430mple.org", "１２７.0.0.1", "①②⑦.⓪.⓪.①", "%31%32%37.0.0.1", "127%2e0%2e0%2e1", "127.0.0.1%00.example.org", "127。0．0｡1", "bücher.example",
        "faß.example", "a_b.example", "255.255.255.255", "169.254.169.254", "100.64.0.1", "192.0.0.8", "198.18.0.1", "240.0.0.1", "127.0.0.1.",
    ];

    public static IEnumerable<string> Generate(int count, int port)
    {
        var random = new Random(17);
        for (var i = 0; i < count; i++)
            yield return random.Next(10) == 0 ? Pick(random, Odd) : $"{Pick(random, Schemes)}{User(random)}{Host(random)}{Port(random, port)}{Pick(random, Tails)}";
    }

    /// <summary>Returns a listener for those who come by IPv6; null where there is none.</summary>
    public static TcpListener? ListenOnIPv6(int port)
    {
        var listener = new TcpListener(IPAddress.IPv6Loopback, port);
        try
        {
            listener.Start();
            return listener;
        }
        catch (SocketException)
        {
            listener.Dispose();
            return null;
        }
    }

    private static string Pick(Random random, string[] all) => all[random.Next(all.Length)];

    private static string User(Random random) => random.Next(12) == 0 ? Pick(random, Users) : "";

    private static string Port(Random random, int port) => random.Next(4) == 0 ? Pick(random, Ports) : ":" + port.ToString(CultureInfo.InvariantCulture);

    private static string Host(Random random)
    {
        if (random.Next(3) == 0)
            return Pick(random, Hosts);
        var (a, b, c) = (random.Next(256), random.Next(256), random.Next(1, 255));
        byte[] bytes = random.Next(5) switch
        {
            0 => [10, (byte)a, (byte)b, (byte)c],
            1 => [192, 168, (byte)b, (byte)c],
            2 => [169, 254, (byte)b, (byte)c],
            3 => [172, (byte)(16 + (a % 16)), (byte)b, (byte)c],
            _ => random.Next(2) == 0 ? [127, 0, 0, 1] : [127, (byte)a, (byte)b, (byte)c],
        };
        var number = ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
        var plain = string.Join('.', bytes);
        return random.Next(12) switch
        {
            0 => number.ToString(CultureInfo.InvariantCulture),
            1 => "0x" + number.ToString("x8", CultureInfo.InvariantCulture),
            2 => string.Join('.', bytes.Select(x => "0" + Convert.ToString(x, 8))),
            3 => string.Join('.', bytes.Select(x => "0x" + x.ToString("x", CultureInfo.InvariantCulture))),
            4 => $"[::ffff:{plain}]",
            5 => $"[::ffff:{number >> 16:x}:{number & 0xffff:x}]",
            6 => FullWidth(plain),
            7 => plain.Replace('.', '。'),
            8 => "0" + Convert.ToString(number, 8),
            9 => plain + ".",
            10 => $"{bytes[0]}.{number & 0xffffff}",
            _ => plain,
        };
    }

    private static string FullWidth(string text) => text.Aggregate(new StringBuilder(), (all, c) => all.Append(char.IsDigit(c) ? (char)(c + 0xFEE0) : c)).ToString();
}
