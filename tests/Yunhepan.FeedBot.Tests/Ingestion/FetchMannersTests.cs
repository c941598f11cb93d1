using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Catalogue.Reading;
using Yunhepan.FeedBot.Ingestion.Documents;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Tests.Catalogue;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Ingestion;

/// <summary>Tests redirecting pages, cookies, proxies, logins and limits.</summary>
public sealed class FetchMannersTests
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("<html><head><meta http-equiv=\"refresh\" content=\"0;url=/new\"></head></html>", true)]
    [InlineData("<META HTTP-EQUIV=Refresh CONTENT='1; URL=/new'>", true)]
    [InlineData("<meta content=\"0; url='/new'\" http-equiv=\"refresh\">", true)]
    [InlineData("<meta http-equiv=\"refresh\" content=\"0;url=/new?a=1&amp;b=2\">", true)]
    [InlineData("<meta http-equiv=\"refresh\" content=\"300;url=/new\">", false)]
    [InlineData("<meta http-equiv=\"refresh\" content=\"0\">", false)]
    [InlineData("<!-- <meta http-equiv=\"refresh\" content=\"0;url=/new\"> -->", false)]
    [InlineData("<noscript><meta http-equiv=\"refresh\" content=\"0;url=/new\"></noscript>", false)]
    [InlineData("<meta http-equiv=\"refresh\" content=\"0;url=javascript:alert(1)\">", false)]
    public async Task A_page_that_only_sends_on_is_followed_but_never_for_good(string page, bool followed)
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/old", Answers.Text(page));
        rig.Origin.Map("/new", Answers.Text("here"));
        rig.Origin.Map("/new?a=1&b=2", Answers.Text("here"));

        var fetched = await rig.FetchedAsync("/old");

        Assert.Equal(followed, Encoding.UTF8.GetString(fetched.Content.Span) == "here");
        Assert.Null(fetched.MovedTo);
    }

    [Fact]
    public async Task A_second_page_that_sends_on_is_read_as_it_is()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/a", Answers.Text("<meta http-equiv=refresh content='0;url=/b'>"));
        rig.Origin.Map("/b", Answers.Text("<meta http-equiv=refresh content='0;url=/c'>"));
        rig.Origin.Map("/c", Answers.Text("too far"));

        Assert.Equal(rig.Origin.Url("/b"), (await rig.FetchedAsync("/a")).Url);
        Assert.Empty(rig.Origin.RequestsTo("/c"));
    }

    [Fact]
    public async Task A_page_cannot_redirect_into_the_private_network()
    {
        await using var rig = await SourcesRig.StartAsync();
        await using var hidden = await ScriptedOrigin.StartAsync();
        rig.Origin.Map("/a", Answers.Text($"<meta http-equiv=refresh content='0;url={hidden.Url("/admin")}'>"));

        Assert.Equal(FetchFault.Refused, (await rig.FailedAsync("/a")).Fault);
        Assert.Empty(hidden.Requests);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Cookies_go_from_one_redirect_to_the_next_for_who_asks_and_are_then_forgotten(bool asked)
    {
        await using var rig = await SourcesRig.StartAsync(("Fetching:AllowedPrivateHosts:1", "127.0.0.0/8"));
        rig.Origin.Map("/wall", context =>
        {
            if (context.Request.Headers.Cookie.ToString() == "pass=yes")
                return Answers.Text("in")(context);
            context.Response.Headers.SetCookie = "pass=yes; Path=/; HttpOnly";
            return Answers.Redirect("/wall")(context);
        });
        var request = new FetchRequest(rig.Origin.Url("/wall")) { Cookies = asked };

        var first = await rig.Fetcher.FetchAsync(request, Token);
        await rig.Fetcher.FetchAsync(request, Token);

        Assert.Equal(asked, first is FetchResult.Fetched);
        Assert.Null(rig.Origin.Requests[0].Header("Cookie"));
        Assert.Null(rig.Origin.Requests[asked ? 2 : 1].Header("Cookie"));
    }

    [Fact]
    public async Task Packed_bytes_that_unfold_into_nothing_end_at_the_cap_too()
    {
        await using var rig = await SourcesRig.StartAsync(("Fetching:MaxBodyBytes", "65536"), ("Fetching:Timeout", "00:00:10"));
        var nothing = Convert.FromHexString("1f8b080000000000000303000000000000000000");
        rig.Origin.Map("/nothing", async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            var block = Enumerable.Repeat(nothing, 1000).SelectMany(b => b).ToArray();
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(block, context.RequestAborted);
        });

        Assert.Equal(FetchFault.TooLarge, (await rig.FailedAsync("/nothing")).Fault);
    }

    [Fact]
    public async Task Deflate_is_read_by_the_book_and_bare()
    {
        await using var rig = await SourcesRig.StartAsync();
        using var bare = new MemoryStream();
        await using (var deflate = new DeflateStream(bare, CompressionLevel.Fastest, leaveOpen: true))
            await deflate.WriteAsync("新闻"u8.ToArray(), Token);
        rig.Origin.Map("/bare", Answers.With(Answers.Bytes(bare.ToArray(), "text/plain"), ("Content-Encoding", "deflate")));
        rig.Origin.Map("/zlib", Answers.Compressed("新闻"u8.ToArray(), "deflate"));

        Assert.Equal("新闻", Encoding.UTF8.GetString((await rig.FetchedAsync("/bare")).Content.Span));
        Assert.Equal("新闻", Encoding.UTF8.GetString((await rig.FetchedAsync("/zlib")).Content.Span));
    }

    [Fact]
    public async Task A_move_is_told_by_a_304_too_and_links_of_the_header_are_resolved()
    {
        await using var rig = await SourcesRig.StartAsync();
        rig.Origin.Map("/old", Answers.Redirect("/new", 301));
        rig.Origin.Map("/new", Answers.Validated(Answers.With(Answers.Text("x"), ("Link", "<https://hub.example/>; rel=\"hub\", </new>; rel=self")), "\"1\""));

        var first = await rig.FetchedAsync("/old");
        var second = Assert.IsType<FetchResult.NotModified>(await rig.FetchAsync("/old", first.Validators));

        Assert.Equal(rig.Origin.Url("/new"), second.MovedTo);
        Assert.Equal([new HeaderLink("hub", "https://hub.example/"), new HeaderLink("self", rig.Origin.Url("/new"))], first.Links);
    }

    [Fact]
    public async Task A_source_behind_a_proxy_with_a_login_gets_both_and_neither_is_told()
    {
        await using var proxy = await ScriptedOrigin.StartAsync();
        await using var rig = await SourcesRig.StartAsync();
        proxy.Map("/feed", Answers.Text("<rss><channel><title>经代理</title><item><title>一则</title><link>http://news.example/1</link></item></channel></rss>", "application/rss+xml"));
        var source = new Source
        {
            Id = "s",
            Url = "http://news.example/feed",
            Name = new LocalisedName("源", "Source"),
            Proxy = $"http://reader:geheim@{proxy.Authority}",
            Headers = new Dictionary<string, string> { ["Authorization"] = "Basic geheim" },
        };

        var read = Assert.IsType<SourceReading.Read>(await rig.Reader.ReadAsync(source, Validators.None, null, Token));

        Assert.Equal("经代理", read.Document.Title);
        var seen = proxy.RequestsTo("/feed")[^1];
        Assert.Equal(("news.example", "Basic geheim"), (seen.Header("Host"), seen.Header("Authorization")));
        Assert.DoesNotContain("geheim", source.ToString(), StringComparison.Ordinal);
        Assert.DoesNotContain("geheim", new FetchRequest(source.Url) { Proxy = source.Proxy, Headers = source.Headers }.ToString(), StringComparison.Ordinal);
        var literal = await rig.Fetcher.FetchAsync(new FetchRequest("http://169.254.169.254/latest/meta-data/") { Proxy = source.Proxy }, Token);
        Assert.Equal(FetchFault.Refused, Assert.IsType<FetchResult.Failed>(literal).Fault);
    }

    [Fact]
    public async Task A_login_of_feeds_json_becomes_basic_authentication_and_a_proxy_must_be_one()
    {
        Environment.SetEnvironmentVariable("FEEDBOT_TEST_WORD", "s3cret");
        var valid = CatalogueReaderTests.Reader().Read(Encoding.UTF8.GetBytes(
            """{ "sources": [ { "url": "http://a.example/", "login": { "user": "leser", "password": "${ENV:FEEDBOT_TEST_WORD}" }, "cookies": true, "proxy": "http://proxy.example:3128" } ] }"""));
        var wrong = CatalogueReaderTests.Reader().Read(Encoding.UTF8.GetBytes(
            """{ "sources": [ { "url": "http://a.example/", "login": { "user": "a" }, "proxy": "socks5://x" } ] }"""));

        var source = Assert.IsType<CatalogueResult.Valid>(valid).Catalogue.Sources[0];
        Assert.Equal("Basic " + Convert.ToBase64String("leser:s3cret"u8), source.Headers["Authorization"]);
        Assert.Equal((true, "http://proxy.example:3128"), (source.Cookies, source.Proxy));
        Assert.Equal(["sources[0].login", "sources[0].proxy"], Assert.IsType<CatalogueResult.Invalid>(wrong).Faults.Select(f => f.Path));
    }

    [Fact]
    public async Task A_name_that_leads_elsewhere_the_second_time_is_checked_the_second_time()
    {
        await using var origin = await ScriptedOrigin.StartAsync();
        origin.Map("/", Answers.Text("secret"));
        var answers = new ConcurrentQueue<IPAddress>([IPAddress.Loopback, IPAddress.Parse("::ffff:127.0.0.1"), IPAddress.Parse("10.0.0.1")]);
        var lookups = new ConcurrentQueue<string>();
        await using var services = SourcesRig.Compose("none.json", new HostLookup((host, _) =>
        {
            lookups.Enqueue(host);
            return Task.FromResult(answers.TryDequeue(out var address) ? new[] { address } : []);
        }));
        var fetcher = services.GetRequiredService<SourceFetcher>();

        for (var i = 0; i < 3; i++)
            Assert.Equal(FetchFault.Refused, Assert.IsType<FetchResult.Failed>(await fetcher.FetchAsync(new FetchRequest($"http://rebind.example:{origin.Port}/"), Token)).Fault);

        Assert.Equal(3, lookups.Count);
        Assert.Empty(origin.Requests);
    }

    [Fact]
    public async Task Of_several_addresses_only_the_public_ones_are_connected_to()
    {
        await using var origin = await ScriptedOrigin.StartAsync();
        origin.Map("/", Answers.Text("secret"));
        await using var services = SourcesRig.Compose(
            "none.json",
            new HostLookup((_, _) => Task.FromResult(new[] { IPAddress.Loopback, IPAddress.Parse("192.0.2.1"), IPAddress.IPv6Loopback })),
            ("Fetching:ConnectTimeout", "00:00:01"));

        var result = await services.GetRequiredService<SourceFetcher>().FetchAsync(new FetchRequest($"http://mixed.example:{origin.Port}/"), Token);

        Assert.IsType<FetchResult.Failed>(result);
        Assert.Empty(origin.Requests);
    }
}
