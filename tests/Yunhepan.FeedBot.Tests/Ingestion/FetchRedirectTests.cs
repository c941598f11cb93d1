using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>Tests where a fetch may be redirected and where not.</summary>
public sealed class FetchRedirectTests
{
    [Theory]
    [InlineData(301, 308, true)]
    [InlineData(301, 302, false)]
    [InlineData(307, 301, false)]
    [InlineData(303, 303, false)]
    public async Task Only_a_chain_of_permanent_redirects_is_a_move(int first, int second, bool moved)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/a", Answers.Redirect("b", first));
        rig.Origin.Map("/b", Answers.Redirect("/新闻/c#top", second));
        var target = rig.Origin.Map("/新闻/c", Answers.Text("x"));

        var fetched = await rig.FetchedAsync("/a");

        Assert.Equal(new Uri(target).AbsoluteUri, fetched.Url);
        Assert.Equal(moved ? fetched.Url : null, fetched.MovedTo);
    }

    [Fact]
    public async Task Circles_and_long_chains_of_redirects_end()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/self", Answers.Redirect("/self"));
        rig.Origin.Map("/ping", Answers.Redirect("/pong"));
        rig.Origin.Map("/pong", Answers.Redirect("/ping"));
        for (var i = 0; i < 20; i++)
            rig.Origin.Map($"/chain{i}", Answers.Redirect($"/chain{i + 1}", 301));
        rig.Origin.Map("/chain20", Answers.Text("x"));

        Assert.Contains("in a circle", (await rig.FailedAsync("/self")).Reason, StringComparison.Ordinal);
        Assert.Contains("in a circle", (await rig.FailedAsync("/ping")).Reason, StringComparison.Ordinal);
        var before = rig.Origin.Requests.Count;
        var chain = await rig.FailedAsync("/chain0");
        Assert.Equal((FetchFault.TooManyRedirects, 6), (chain.Fault, rig.Origin.Requests.Count - before));
        Assert.IsType<FetchResult.Fetched>(await rig.FetchAsync("/chain15"));
    }

    [Theory]
    [InlineData("ftp://example.cn/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("http://user:geheim@example.cn/")]
    [InlineData("javascript:alert(1)")]
    public async Task Only_plain_web_addresses_are_fetched_or_followed(string url)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/away", Answers.Redirect(url));

        var direct = Assert.IsType<FetchResult.Failed>(await rig.Fetcher.FetchAsync(new FetchRequest(url), TestContext.Current.CancellationToken));
        var followed = await rig.FailedAsync("/away");

        Assert.All([direct, followed], failed => Assert.Equal(FetchFault.Refused, failed.Fault));
        Assert.All([direct, followed], failed => Assert.DoesNotContain("geheim", failed.Reason, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Headers_of_a_source_do_not_follow_to_another_host()
    {
        await using var rig = await SourcesRig.StartAsync(("Fetching:AllowedPrivateHosts:1", "127.0.0.0/8"));
        await using var other = await ScriptedOrigin.StartAsync();
        rig.Origin.Map("/near", Answers.Redirect("/here"));
        rig.Origin.Map("/here", Answers.Redirect(other.Url("/there")));
        other.Map("/there", Answers.Text("x"));
        var request = new FetchRequest(rig.Origin.Url("/near"))
        {
            Headers = new Dictionary<string, string> { ["Authorization"] = "Bearer geheim", ["Accept"] = "text/html" },
            Validators = new Validators("\"v\"", null),
        };

        Assert.IsType<FetchResult.Fetched>(await rig.Fetcher.FetchAsync(request, TestContext.Current.CancellationToken));

        Assert.All(rig.Origin.Requests, seen => Assert.Equal(("Bearer geheim", "text/html"), (seen.Header("Authorization"), seen.Header("Accept"))));
        var away = Assert.Single(other.Requests);
        Assert.Null(away.Header("Authorization"));
        Assert.NotEqual("text/html", away.Header("Accept"));
    }

    [Fact]
    public async Task The_private_network_is_closed_however_the_address_is_spelt()
    {
        await using var services = SourcesRig.Compose("none.json");
        await using var origin = await ScriptedOrigin.StartAsync();
        origin.Map("/", Answers.Text("secret"));
        var fetcher = services.GetRequiredService<SourceFetcher>();
        string[] hosts = ["127.0.0.1", "localhost", "2130706433", "0x7f000001", "0177.0.0.1", "127.1", "[::1]", "[::ffff:127.0.0.1]", "0.0.0.0", "[::]", "１２７.0.0.1", "127。0。0。1"];

        foreach (var host in hosts)
        {
            var result = await fetcher.FetchAsync(new FetchRequest($"http://{host}:{origin.Port}/"), TestContext.Current.CancellationToken);
            Assert.True(result is FetchResult.Failed { Fault: FetchFault.Refused or FetchFault.Network }, $"{host}: {result}");
        }

        Assert.Empty(origin.Requests);
    }

    [Fact]
    public async Task A_redirect_cannot_lead_into_the_private_network()
    {
        await using var rig = await SourcesRig.StartAsync();
        await using var hidden = await ScriptedOrigin.StartAsync();
        hidden.Map("/admin", Answers.Text("secret"));
        rig.Origin.Map("/a", Answers.Redirect(hidden.Url("/admin")));

        var failed = await rig.FailedAsync("/a");

        Assert.Equal(FetchFault.Refused, failed.Fault);
        Assert.Contains("AllowedPrivateHosts", failed.Reason, StringComparison.Ordinal);
        Assert.Empty(hidden.Requests);
    }
}
