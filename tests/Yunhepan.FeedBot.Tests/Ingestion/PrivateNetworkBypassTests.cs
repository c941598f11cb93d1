using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>
/// Tries the address spellings with which server-side request forgery bypasses filters, each against a loopback server.
/// </summary>
public sealed class PrivateNetworkBypassTests
{
    /// <summary>PORT is replaced by the port of the server.</summary>
    public static TheoryData<string> Addresses =>
    [
        // Plain and abbreviated.
        "http://127.0.0.1:PORT/", "http://127.1:PORT/", "http://127.0.1:PORT/", "http://127.127.127.127:PORT/", "http://0:PORT/", "http://0.0.0.0:PORT/",
        "http://localhost:PORT/", "http://LOCALHOST:PORT/", "http://localhost.:PORT/", "http://ip6-localhost:PORT/",

        // Decimal, octal, hexadecimal and mixed.
        "http://2130706433:PORT/", "http://017700000001:PORT/", "http://0x7f000001:PORT/", "http://0x7f.0x0.0x0.0x1:PORT/", "http://0177.0.0.01:PORT/",
        "http://0177.0x0.0.1:PORT/", "http://0x7f.1:PORT/", "http://00000177.0.0.1:PORT/", "http://127.0.0.1.:PORT/",

        // IPv6, mapped, compatible, translated, with a zone.
        "http://[::1]:PORT/", "http://[0:0:0:0:0:0:0:1]:PORT/", "http://[::]:PORT/", "http://[::ffff:127.0.0.1]:PORT/", "http://[::ffff:7f00:1]:PORT/",
        "http://[0:0:0:0:0:ffff:127.0.0.1]:PORT/", "http://[::127.0.0.1]:PORT/", "http://[64:ff9b::7f00:1]:PORT/", "http://[2002:7f00:1::]:PORT/", "http://[fe80::1%25lo]:PORT/",

        // Enclosed and full-width characters, ideographic full stops, invisible ones.
        "http://①②⑦.⓪.⓪.①:PORT/", "http://１２７.０.０.１:PORT/", "http://127。0。0。1:PORT/", "http://ⓛⓞⓒⓐⓛⓗⓞⓢⓣ:PORT/", "http://loc\u00ADalhost:PORT/", "http://ⅼocalhost:PORT/",

        // Who is the host and who is the user.
        "http://example.org@127.0.0.1:PORT/", "http://127.0.0.1:PORT@example.org/", "http://example.org:80@127.0.0.1:PORT/", "http://example.org%40127.0.0.1:PORT/",
        "http://127.0.0.1:PORT#@example.org/", "http://127.0.0.1:PORT?@example.org/", "http://127.0.0.1:PORT\\@example.org/", "http://example.org\\@127.0.0.1:PORT/",
        "http:///127.0.0.1:PORT/", "http:/\\127.0.0.1:PORT/", "http:127.0.0.1:PORT/", "//127.0.0.1:PORT/",

        // Other schemes.
        "file:///etc/passwd", "ftp://127.0.0.1:PORT/", "gopher://127.0.0.1:PORT/_x", "dict://127.0.0.1:PORT/x", "ldap://127.0.0.1:PORT/", "ws://127.0.0.1:PORT/",
        "jar:http://127.0.0.1:PORT/!/", "data:text/html,x", "view-source:http://127.0.0.1:PORT/", "HTTP+UNIX://%2Fvar%2Frun%2Fdocker.sock/info",

        // Well-known private places.
        "http://169.254.169.254/latest/meta-data/", "http://[fd00:ec2::254]/", "http://100.100.100.200/", "http://192.168.0.1/", "http://10.0.0.1/", "http://172.16.0.1/", "http://[fc00::1]/",
    ];

    [Theory]
    [MemberData(nameof(Addresses))]
    public async Task No_spelling_reaches_the_private_network(string spelling)
    {
        await using var services = SourcesRig.Compose("none.json", ("Fetching:ConnectTimeout", "00:00:02"), ("Fetching:Timeout", "00:00:03"));
        await using var origin = await ScriptedOrigin.StartAsync();
        origin.Map("/", Answers.Text("secret"));
        var fetcher = services.GetRequiredService<SourceFetcher>();
        var url = spelling.Replace("PORT", origin.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal);

        var direct = await fetcher.FetchAsync(new FetchRequest(url), TestContext.Current.CancellationToken);

        Assert.True(direct is FetchResult.Failed, $"{url}: {direct}");
        Assert.Empty(origin.Requests);
    }

    [Fact]
    public async Task No_spelling_in_a_redirect_reaches_the_private_network()
    {
        await using var rig = await SourcesRig.StartAsync(("Fetching:ConnectTimeout", "00:00:02"), ("Fetching:Timeout", "00:00:03"));
        await using var hidden = await ScriptedOrigin.StartAsync();
        hidden.Map("/", Answers.Text("secret"));
        var place = 0;
        foreach (var spelling in Addresses.Select(row => row.Data).Where(url => !url.Contains("PORT@", StringComparison.Ordinal) && !url.Contains("example.org", StringComparison.Ordinal)))
        {
            var path = $"/r{place++}";
            rig.Origin.Map(path, Answers.Redirect(spelling.Replace("PORT", hidden.Port.ToString(System.Globalization.CultureInfo.InvariantCulture), StringComparison.Ordinal)));
            var result = await rig.FetchAsync(path);
            Assert.True(result is FetchResult.Failed, $"{spelling}: {result}");
        }

        Assert.Empty(hidden.Requests);
    }
}
