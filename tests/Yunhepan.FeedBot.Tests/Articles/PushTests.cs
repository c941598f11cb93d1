using System.Net;
using System.Security.Cryptography;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Catalogue;
using Yunhepan.FeedBot.Hosting;
using Yunhepan.FeedBot.Ingestion.Fetching;
using Yunhepan.FeedBot.Ingestion.Intake;
using Yunhepan.FeedBot.Ingestion.Push;
using Yunhepan.FeedBot.Ingestion.Scheduling;
using Yunhepan.FeedBot.Ingestion.States;
using Yunhepan.FeedBot.Tests.Databases;
using Yunhepan.FeedBot.Tests.Origin;

namespace Yunhepan.FeedBot.Tests.Articles;

/// <summary>Tests the subscriber's side of WebSub, with the scripted origin as publisher and hub.</summary>
public sealed class PushTests(TestDatabases databases)
{
    private static readonly string Text = new('字', 400);

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_hub_subscription_is_requested_verified_and_received(DatabaseEngine engine)
    {
        await using var rig = await StartAsync(engine);
        string? form = null;
        rig.Origin.Map("/hub", async context =>
        {
            form = (await context.Request.ReadFormAsync())["hub.callback"] + " " + context.Request.Form["hub.mode"] + " " + context.Request.Form["hub.topic"];
            context.Response.StatusCode = 202;
        });
        rig.Origin.Map("/feed", Feed(rig, "旧闻"));
        await rig.PollAsync();
        await AskAsync(rig);
        var lease = await LeaseAsync(rig);
        Assert.Equal($"https://bot.example/push/{lease.Token} subscribe {rig.Origin.Url("/feed")}", form);
        Assert.Equal(DueReason.Interval, (await rig.StateAsync()).NextReason);

        Assert.False(await VerifyAsync(rig, lease.Token, "subscribe", "http://another.example/"));
        Assert.False(await VerifyAsync(rig, "guessed", "subscribe", lease.Topic));
        Assert.True(await VerifyAsync(rig, lease.Token, "subscribe", lease.Topic));
        await rig.PollAsync(TimeSpan.FromMinutes(20));
        Assert.Equal(DueReason.Pushed, (await rig.StateAsync()).NextReason);

        // What the hub signs is stored and told at once; what it did not sign is not.
        var news = ArticlesRig.Rss(("快讯一则", "/2.html", Text));
        Assert.True(await PushAsync(rig, lease, news, "sha256=" + Convert.ToHexString(HMACSHA256.HashData(Encoding.UTF8.GetBytes("wrong"), Encoding.UTF8.GetBytes(news)))));
        Assert.DoesNotContain(await rig.LatestAsync(), a => a.Title == "快讯一则");
        Assert.True(await PushAsync(rig, lease, news, Sign(lease, news)));
        Assert.True((await rig.LogAsync()).Single(r => r.Article.Title == "快讯一则").Revision.Alerting);
        Assert.True(await PushAsync(rig, lease, news, Sign(lease, news)));
        Assert.Equal(2, (await rig.LatestAsync()).Count);
    }

    [Theory]
    [MemberData(nameof(Engines.All), MemberType = typeof(Engines))]
    public async Task A_lease_is_renewed_in_time_and_without_renewal_polling_is_as_before(DatabaseEngine engine)
    {
        await using var rig = await StartAsync(engine);
        rig.Origin.Map("/hub", Answers.Status(202));
        rig.Origin.Map("/feed", Feed(rig, "旧闻"));
        await rig.PollAsync();
        await AskAsync(rig);
        var lease = await LeaseAsync(rig);
        await VerifyAsync(rig, lease.Token, "subscribe", lease.Topic, TimeSpan.FromHours(10));

        rig.Time.Advance(TimeSpan.FromHours(8));
        await AskAsync(rig);
        Assert.Single(rig.Origin.RequestsTo("/hub"));
        rig.Time.Advance(TimeSpan.FromHours(1.1));
        await AskAsync(rig);
        Assert.Equal(2, rig.Origin.RequestsTo("/hub").Count);

        // The hub answers and never verifies: the lease runs out.
        await rig.PollAsync(TimeSpan.FromHours(2));
        Assert.Equal(DueReason.Rhythm == (await rig.StateAsync()).NextReason ? DueReason.Rhythm : DueReason.Interval, (await rig.StateAsync()).NextReason);
    }

    [Fact]
    public async Task Anothers_document_that_a_hub_was_shown_is_no_news_and_the_source_is_polled_instead()
    {
        await using var rig = await StartAsync(DatabaseEngine.Sqlite);
        rig.Origin.Map("/hub", Answers.Status(202));
        rig.Origin.Map("/feed", Feed(rig, "旧闻"));
        await rig.PollAsync();
        await AskAsync(rig);
        var lease = await LeaseAsync(rig);
        await VerifyAsync(rig, lease.Token, "subscribe", lease.Topic);
        await rig.PollAsync(TimeSpan.FromMinutes(20));
        foreach (var site in (string[])["http://lucky.example", "http://parked.example"])
        {
            var other = ArticlesRig.Rss(("注册即送豪礼马上参与", "/win.html", Text)).Replace("http://portal.example", site, StringComparison.Ordinal);
            Assert.True(await PushAsync(rig, lease, other, Sign(lease, other)));
        }

        Assert.Equal("旧闻", Assert.Single(await rig.LatestAsync()).Title);
        Assert.True((await rig.StateAsync()).DueAt <= rig.Time.GetUtcNow());
    }

    [Fact]
    public async Task A_hub_that_did_not_tell_what_a_poll_found_is_not_believed_any_more()
    {
        await using var rig = await StartAsync(DatabaseEngine.Sqlite);
        rig.Origin.Map("/hub", Answers.Status(202));
        rig.Origin.Map("/feed", Feed(rig, "旧闻"), Feed(rig, "新闻"));
        await rig.PollAsync();
        await AskAsync(rig);
        var lease = await LeaseAsync(rig);
        await VerifyAsync(rig, lease.Token, "subscribe", lease.Topic);
        await rig.PollAsync(TimeSpan.FromHours(7));

        Assert.Null((await rig.StateAsync()).PushedUntil);
        await AskAsync(rig);
        Assert.Equal(2, rig.Origin.RequestsTo("/hub").Count);
    }

    [Fact]
    public async Task A_hub_that_fails_is_asked_again_ever_more_seldom_and_one_in_the_private_network_never()
    {
        await using var rig = await StartAsync(DatabaseEngine.Sqlite);
        rig.Origin.Map("/hub", Answers.Status(500));
        rig.Origin.Map("/feed", Feed(rig, "旧闻"));
        await using var hidden = await ScriptedOrigin.StartAsync();
        rig.Origin.Map("/trap", Feed(rig, "陷阱", hidden.Url("/hub")));
        rig.Follow(rig.Source("/feed"), rig.Source("/trap", "trap"));
        await rig.PollAsync();

        for (var minute = 0; minute < 24 * 60; minute += 5)
        {
            await AskAsync(rig);
            rig.Time.Advance(TimeSpan.FromMinutes(5));
        }

        Assert.InRange(rig.Origin.RequestsTo("/hub").Count, 4, 7);
        Assert.Contains("500", (await LeaseAsync(rig)).LastError, StringComparison.Ordinal);
        Assert.Empty(hidden.Requests);
    }

    [Fact]
    public async Task A_signed_push_may_be_as_large_as_a_fetched_body_and_what_is_nobodys_is_not_read()
    {
        await using var rig = await StartAsync(DatabaseEngine.Sqlite);
        rig.Origin.Map("/hub", Answers.Status(202));
        rig.Origin.Map("/feed", Feed(rig, "旧闻"));
        await rig.PollAsync();
        await AskAsync(rig);
        var lease = await LeaseAsync(rig);
        await VerifyAsync(rig, lease.Token, "subscribe", lease.Topic);
        await rig.InScopeAsync(async services =>
        {
            await using var app = await CallbackAsync(services, most: 2_000_000);
            using var hub = Publishing.ServingClient.From("127.0.0.1");
            foreach (var size in (int[])[70_000, 1_500_000])
            {
                var news = ArticlesRig.Rss(($"快讯{size}", $"/{size}.html", new string('x', size)));
                Assert.Equal(HttpStatusCode.Accepted, await PostAsync(hub, app, lease.Token, news, Sign(lease, news), chunked: size > 100_000));
                Assert.Contains(await rig.LatestAsync(), a => a.Title == $"快讯{size}");
            }

            var large = new string('x', 2_000_001);
            Assert.Contains(await RefusedAsync(hub, app, lease.Token, large, Sign(lease, large)), (HttpStatusCode?[])[HttpStatusCode.RequestEntityTooLarge, null]);
            Assert.Contains(await RefusedAsync(hub, app, "guessed", new string('x', 50_000), "sha256=00"), (HttpStatusCode?[])[HttpStatusCode.Gone, null]);
            Assert.Equal(HttpStatusCode.Gone, await PostAsync(hub, app, "guessed", "x", "sha256=00"));
            return 0;
        });
    }

    [Fact]
    public void A_hub_that_sends_too_much_at_once_waits()
    {
        var turns = new PushTurns();
        var first = turns.Enter("one")!;
        Assert.Null(turns.Enter("one"));
        first.Dispose();
        first = turns.Enter("one")!;
        var others = Enumerable.Range(0, 7).Select(i => turns.Enter("other" + i)).ToArray();
        Assert.All(others, Assert.NotNull);
        Assert.Null(turns.Enter("ninth"));
        first.Dispose();
        Assert.NotNull(turns.Enter("ninth"));
    }

    [Theory]
    [InlineData("sha1")]
    [InlineData("sha256")]
    [InlineData("sha384")]
    [InlineData("sha512")]
    public void Every_method_of_the_specification_is_known(string method)
    {
        var key = Encoding.UTF8.GetBytes("key");
        var body = Encoding.UTF8.GetBytes("body");
        var hash = method switch
        {
#pragma warning disable CA5350 // The specification knows it, and many hubs know no other.
            "sha1" => HMACSHA1.HashData(key, body),
#pragma warning restore CA5350
            "sha256" => HMACSHA256.HashData(key, body),
            "sha384" => HMACSHA384.HashData(key, body),
            _ => HMACSHA512.HashData(key, body),
        };

        Assert.True(HubSignature.IsValid($"{method}={Convert.ToHexStringLower(hash)}", "key", body));
        Assert.True(HubSignature.IsValid($"{method}={Convert.ToHexString(hash)}", "key", body));
        Assert.False(HubSignature.IsValid($"{method}={Convert.ToHexStringLower(hash)}", "other", body));
        Assert.False(HubSignature.IsValid($"{method}={Convert.ToHexStringLower(hash)}", "key", "another body"u8));
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("md5=00")]
    [InlineData("sha256=")]
    [InlineData("sha256")]
    public void An_invalid_signature_header_is_rejected(string? header) => Assert.False(HubSignature.IsValid(header, "key", "body"u8));

    private async Task<ArticlesRig> StartAsync(DatabaseEngine engine)
    {
        var rig = await ArticlesRig.StartAsync(databases, engine);
        rig.Follow(rig.Source("/feed"));
        rig.Catalogue = rig.Catalogue with { Site = new Site { BaseUrl = "https://bot.example" } };
        return rig;
    }

    private static Microsoft.AspNetCore.Http.RequestDelegate Feed(ArticlesRig rig, string title, string? hub = null) => Answers.Text(
        ArticlesRig.Rss((title, "/1.html#" + title, Text)).Replace(
            "<channel>",
            $"<channel xmlns:atom=\"http://www.w3.org/2005/Atom\"><atom:link rel=\"hub\" href=\"{hub ?? rig.Origin.Url("/hub")}\"/><atom:link rel=\"self\" href=\"{rig.Origin.Url("/feed")}\"/>",
            StringComparison.Ordinal).Replace("/1.html#" + title, $"/{(title == "旧闻" ? 1 : 3)}.html", StringComparison.Ordinal),
        "application/rss+xml; charset=utf-8");

    [Theory]
    [InlineData(2048, 2048, true)]
    [InlineData(2049, 2048, false)]
    [InlineData(1, 1024, true)]
    [InlineData(16 * 1024, 1024, false)]
    [InlineData(40_000, 40_000, true)]
    public async Task A_push_is_bounded_below_the_size_of_the_first_buffer_too(int length, int most, bool isTaken)
    {
        var request = new Microsoft.AspNetCore.Http.DefaultHttpContext().Request;
        request.Body = new MemoryStream(Enumerable.Repeat((byte)'x', length).ToArray());

        using var body = await PushBody.ReadAsync(request, most, TimeSpan.FromMinutes(1), Token);

        Assert.Equal(isTaken, body is not null);
        Assert.Equal(isTaken ? length : 0, body?.Content.Length ?? 0);
    }

    private static string Sign(PushLease lease, string body) =>
        "sha256=" + Convert.ToHexStringLower(HMACSHA256.HashData(Encoding.UTF8.GetBytes(lease.Secret), Encoding.UTF8.GetBytes(body)));

    private static Task<int> AskAsync(ArticlesRig rig) => rig.InScopeAsync(async s =>
    {
        await s.GetRequiredService<PushSubscriptions>().AskDueAsync(Token);
        return 0;
    });

    private static Task<bool> VerifyAsync(ArticlesRig rig, string token, string mode, string topic, TimeSpan? lease = null) =>
        rig.InScopeAsync(s => s.GetRequiredService<PushSubscriptions>().VerifyAsync(token, mode, topic, lease, Token));

    private static Task<bool> PushAsync(ArticlesRig rig, PushLease lease, string body, string? signature) =>
        rig.InScopeAsync(s => s.GetRequiredService<PushIntake>().TakeAsync(lease.Token, Encoding.UTF8.GetBytes(body), "application/rss+xml", signature, Token));

    /// <summary>The host's callbacks, under the limit that holds for all else.</summary>
    private static async Task<WebApplication> CallbackAsync(IServiceProvider services, int most)
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            // As everywhere else: what we accept is small.
            kestrel.Limits.MaxRequestBodySize = 64 * 1024;
            kestrel.Listen(IPAddress.Loopback, 0);
        });
        builder.Services.AddSingleton(services.GetRequiredService<PushSubscriptions>()).AddSingleton(services.GetRequiredService<PushIntake>()).AddSingleton<PushTurns>();
        builder.Services.Configure<FetchingOptions>(o => o.MaxBodyBytes = most);
        var app = builder.Build();
        app.MapPushCallbacks();
        await app.StartAsync(Token);
        return app;
    }

    /// <summary>Null when the connection was closed before the body was sent, as a server may that does not want to read it.</summary>
    private static async Task<HttpStatusCode?> RefusedAsync(HttpClient hub, WebApplication app, string token, string body, string signature)
    {
        try
        {
            return await PostAsync(hub, app, token, body, signature);
        }
        catch (HttpRequestException)
        {
            return null;
        }
    }

    private static async Task<HttpStatusCode> PostAsync(HttpClient hub, WebApplication app, string token, string body, string signature, bool chunked = false)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, $"{app.Urls.Single()}/push/{token}") { Content = new StringContent(body, Encoding.UTF8, "application/rss+xml") };
        request.Headers.TransferEncodingChunked = chunked;
        request.Headers.Add("X-Hub-Signature", signature);
        using var response = await hub.SendAsync(request, Token);
        return response.StatusCode;
    }

    private static Task<PushLease> LeaseAsync(ArticlesRig rig) =>
        rig.InScopeAsync(s => s.GetRequiredService<IngestionDb>().PushLeases.AsNoTracking().SingleAsync(l => l.SourceId == "s", Token));
}
