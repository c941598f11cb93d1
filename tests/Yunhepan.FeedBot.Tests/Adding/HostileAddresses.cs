using System.Globalization;
using System.Text;

namespace Yunhepan.FeedBot.Tests.Adding;

/// <summary>Generates addresses of the private network in the spellings that attackers use, from a fixed seed.</summary>
internal static class HostileAddresses
{
    private static readonly string[] Tails = ["", "/", "/rss", "/?q=1", "/#x", "/%00", "/..%2f", "/\u202e", "/ ", "\\x", "/" + new string('a', 300)];

    private static readonly string[] Odd =
    [
        "file:///etc/passwd", "gopher://127.0.0.1/", "http://", "https:///", "http:////x", "://", "javascript:alert(1)", "data:text/html,x", "http://[", "http://[::", "http://%",
        "http://a b/", "ftp://localhost/", "\0", "http://user:pass@127.0.0.1/", "http://@/", "http://.", "http://..", "ws://127.0.0.1/", "12", "/add", "feed:x", "\ud800",
    ];

    public static IEnumerable<string> Generate(int count, int port)
    {
        var random = new Random(17);
        for (var i = 0; i < count; i++)
            yield return random.Next(10) == 0 ? Odd[random.Next(Odd.Length)] : $"{Scheme(random)}{User(random)}{Host(random)}{Port(random, port)}{Tails[random.Next(Tails.Length)]}";
    }

    private static string Scheme(Random random) => random.Next(4) switch { 0 => "https://", 1 => "HTTP://", _ => "http://" };

    private static string User(Random random) => random.Next(12) == 0 ? "example.org@" : "";

    private static string Port(Random random, int port) => random.Next(5) == 0 ? "" : ":" + port.ToString(CultureInfo.InvariantCulture);

    private static string Host(Random random)
    {
        var (a, b, c) = (random.Next(256), random.Next(256), random.Next(1, 255));
        byte[] bytes = random.Next(5) switch
        {
            0 => [10, (byte)a, (byte)b, (byte)c],
            1 => [192, 168, (byte)b, (byte)c],
            2 => [169, 254, (byte)b, (byte)c],
            3 => [172, (byte)(16 + (a % 16)), (byte)b, (byte)c],
            _ => [127, (byte)a, (byte)b, (byte)c],
        };
        var number = ((uint)bytes[0] << 24) | ((uint)bytes[1] << 16) | ((uint)bytes[2] << 8) | bytes[3];
        var plain = string.Join('.', bytes);
        return random.Next(11) switch
        {
            0 => number.ToString(CultureInfo.InvariantCulture),
            1 => "0x" + number.ToString("x8", CultureInfo.InvariantCulture),
            2 => string.Join('.', bytes.Select(x => "0" + Convert.ToString(x, 8))),
            3 => string.Join('.', bytes.Select(x => "0x" + x.ToString("x", CultureInfo.InvariantCulture))),
            4 => $"[::ffff:{plain}]",
            5 => $"[::ffff:{number >> 16:x}:{number & 0xffff:x}]",
            6 => FullWidth(plain),
            7 => plain.Replace('.', '。'),
            8 => "localhost",
            9 => plain + ".",
            _ => plain,
        };
    }

    private static string FullWidth(string text) => text.Aggregate(new StringBuilder(), (all, c) => all.Append(char.IsDigit(c) ? (char)(c + 0xFEE0) : c)).ToString();
}
