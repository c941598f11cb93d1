using System.Collections.Concurrent;
using System.Net;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using Yunhepan.FeedBot.Alerts.Messages;
using Yunhepan.FeedBot.Alerts.Platforms;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Catalogue;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>Tests the webhook platform against a server that records its requests.</summary>
public sealed class WebhookTests : IAsyncLifetime
{
    private static readonly ChatAddress Desk = new("webhook", "webhook", "desk");

    private readonly WebApplication _receiver;
    private readonly ConcurrentQueue<(HeaderDictionary Headers, string Body)> _received = new();
    private ChatApp _app = null!;
    private Func<HttpResponse, Task> _answer = _ => Task.CompletedTask;

    public WebhookTests()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _receiver = builder.Build();
        _receiver.MapPost("/hook/s3cret", async (HttpContext http) =>
        {
            using var body = new StreamReader(http.Request.Body);
            // The server uses its own headers again for the next request.
            _received.Enqueue((new HeaderDictionary(http.Request.Headers.ToDictionary()), await body.ReadToEndAsync()));
            await _answer(http.Response);
        });
    }

    public async ValueTask InitializeAsync()
    {
        await _receiver.StartAsync(ChatApp.Cancel);
        _app = await StartAsync(new Uri(new Uri(_receiver.Urls.First()), "hook/s3cret").ToString());
    }

    public async ValueTask DisposeAsync()
    {
        await _app.DisposeAsync();
        await _receiver.DisposeAsync();
    }

    [Fact]
    public async Task An_alert_arrives_as_json_with_the_words_to_show_and_the_parts_to_use()
    {
        Assert.Equal(new SendResult.Sent("7-1"), await SendAsync(new OutgoingMessage.OneArticle(AlertSamples.Missing()) { DeliveryId = "7-1" }));

        var (headers, body) = Assert.Single(_received);
        Assert.Equal(("7-1", "application/json; charset=utf-8"), ((string?)headers["webhook-id"], (string?)headers["Content-Type"]));
        using var json = JsonDocument.Parse(body);
        Assert.Equal("article.new", json.RootElement.GetProperty("type").GetString());
        var data = json.RootElement.GetProperty("data");
        var article = Assert.Single(data.GetProperty("articles").EnumerateArray());
        Assert.Equal(("urgent", AlertSamples.Missing().Title, AlertSamples.Missing().Url), (article.GetProperty("priority").GetString(), article.GetProperty("title").GetString(), article.GetProperty("url").GetString()));
        var text = data.GetProperty("text").GetString()!;
        Assert.StartsWith("🚨 紧急\n寻人：七旬老人今晨在运河公园走失", text, StringComparison.Ordinal);
        // There are no buttons: the address stands in the text.
        Assert.EndsWith(AlertSamples.Missing().Url!, text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_receiver_can_prove_who_sent_it()
    {
        await SendAsync(Sample());

        var (headers, body) = Assert.Single(_received);
        var signed = $"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}";
        var expected = Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes("a key of ours"), Encoding.UTF8.GetBytes(signed)));
        Assert.Equal("v1," + expected, headers["webhook-signature"]);
    }

    [Fact]
    public async Task While_the_secret_changes_the_old_one_signs_too()
    {
        await using var app = await StartAsync(new Uri(new Uri(_receiver.Urls.First()), "hook/s3cret").ToString(), "an older key");

        await app.Platform("webhook").SendAsync(Desk, Sample(), ChatApp.Cancel);

        var (headers, body) = Assert.Single(_received);
        var signed = Encoding.UTF8.GetBytes($"{headers["webhook-id"]}.{headers["webhook-timestamp"]}.{body}");
        Assert.Equal(
            ((string[])["a key of ours", "an older key"]).Select(key => "v1," + Convert.ToBase64String(HMACSHA256.HashData(Encoding.UTF8.GetBytes(key), signed))),
            headers["webhook-signature"].ToString().Split(' '));
    }

    [Fact]
    public async Task An_event_is_smaller_than_the_standard_allows_however_long_its_texts_are()
    {
        var alert = AlertSamples.Missing() with { Text = new string('长', 30_000), Url = "https://a.example/" + new string('x', 30_000) };
        await SendAsync(new OutgoingMessage.OneArticle(alert) { DeliveryId = "7-1" });
        var many = Enumerable.Range(0, 40).Select(n => AlertSamples.Ordinary() with { Title = n + new string('长', 400), Summary = new string('长', 500) });
        await SendAsync(new OutgoingMessage.Digest(new DigestMessage
        {
            Kind = DigestKind.Daily, Language = "zh", At = default, Count = 40, Sections = [new DigestSection("新闻", [.. many])],
        }) { DeliveryId = "8-1" });

        Assert.All(_received, each => Assert.InRange(Encoding.UTF8.GetByteCount(each.Body), 5000, 19_999));
        using var json = JsonDocument.Parse(_received.Last().Body);
        Assert.Equal(40, json.RootElement.GetProperty("data").GetProperty("count").GetInt32());
    }

    [Fact]
    public async Task Each_member_of_an_event_is_in_its_schema()
    {
        using var schema = JsonDocument.Parse(await File.ReadAllTextAsync(Path.Combine(Checkout.Root, "docs", "webhook-event.schema.json"), ChatApp.Cancel));
        var alert = AlertSamples.Missing() with { Kind = AlertKind.Corrected, Changes = ["原标题：寻人"], Alert = 1, Revision = 2 };
        await SendAsync(new OutgoingMessage.OneArticle(alert) { DeliveryId = "1-1", Earlier = new EarlierMessage("0-1", default) });
        await SendAsync(new OutgoingMessage.Notice(alert with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found }) { DeliveryId = "2-1" });

        foreach (var (_, body) in _received)
        {
            using var json = JsonDocument.Parse(body);
            AssertKnown(json.RootElement, schema.RootElement, schema.RootElement);
        }
    }

    private static void AssertKnown(JsonElement value, JsonElement part, JsonElement schema)
    {
        if (part.TryGetProperty("$ref", out var reference))
            part = schema.GetProperty("$defs").GetProperty(reference.GetString()!.Split('/')[^1]);
        if (value.ValueKind == JsonValueKind.Array)
            Assert.All(value.EnumerateArray(), item => AssertKnown(item, part.GetProperty("items"), schema));
        if (value.ValueKind != JsonValueKind.Object)
            return;
        var known = part.GetProperty("properties");
        foreach (var member in value.EnumerateObject())
        {
            Assert.True(known.TryGetProperty(member.Name, out var stated), $"the schema does not know {member.Name}");
            AssertKnown(member.Value, stated, schema);
        }

        Assert.All(part.GetProperty("required").EnumerateArray(), name => Assert.True(value.TryGetProperty(name.GetString()!, out _), name.GetString()));
    }

    [Theory]
    [InlineData("zh", AlertKind.Corrected, "更正的是 2026-11-23 08:05 发到这里的消息，请以这一条为准。")]
    [InlineData("en", AlertKind.Corrected, "This corrects the message sent here on 23 Nov 2026, 08:05; please go by this one.")]
    [InlineData("zh", AlertKind.Withdrawn, "说的是 2026-11-23 08:05 发到这里的消息。")]
    [InlineData("en", AlertKind.Withdrawn, "This is about the message sent here on 23 Nov 2026, 08:05.")]
    public async Task A_message_about_an_earlier_one_names_it(string language, AlertKind kind, string note)
    {
        var earlier = new EarlierMessage("5-1", new DateTimeOffset(2026, 11, 23, 8, 5, 0, TimeSpan.FromHours(8)));
        await SendAsync(new OutgoingMessage.OneArticle(AlertSamples.Missing(language) with { Kind = kind }) { DeliveryId = "9-1", Earlier = earlier });

        using var json = JsonDocument.Parse(Assert.Single(_received).Body);
        var data = json.RootElement.GetProperty("data");
        Assert.Equal("5-1", data.GetProperty("replaces").GetString());
        Assert.Contains(note, data.GetProperty("text").GetString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_notice_says_what_is_over_and_nothing_of_whom_it_was_about()
    {
        var earlier = new EarlierMessage("5-1", new DateTimeOffset(2026, 11, 23, 8, 5, 0, TimeSpan.FromHours(8)));
        await SendAsync(new OutgoingMessage.Notice(AlertSamples.Missing() with { Kind = AlertKind.Ended, EndedAs = AlertEnd.Found }) { DeliveryId = "9-1", Earlier = earlier });

        var body = Assert.Single(_received).Body;
        Assert.Contains("已找到", body, StringComparison.Ordinal);
        Assert.DoesNotContain("七旬老人", body, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_digest_speaks_of_no_commands_where_nobody_can_send_any()
    {
        var digest = new DigestMessage
        {
            Kind = DigestKind.Daily, Language = "zh", At = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8)), Count = 3,
            Sections = [new DigestSection("寻人", [AlertSamples.Missing()])],
        };
        await SendAsync(new OutgoingMessage.Digest(digest) { DeliveryId = "9-1" });

        using var json = JsonDocument.Parse(Assert.Single(_received).Body);
        var data = json.RootElement.GetProperty("data");
        Assert.EndsWith("另有 2 篇。", data.GetProperty("text").GetString(), StringComparison.Ordinal);
        Assert.Equal((3, 1), (data.GetProperty("count").GetInt32(), data.GetProperty("articles").GetArrayLength()));
    }

    [Theory]
    [InlineData(AlertKind.New, null, null, "new", null, null)]
    [InlineData(AlertKind.Corrected, null, null, "corrected", null, null)]
    [InlineData(AlertKind.Restored, null, null, "restored", null, null)]
    [InlineData(AlertKind.Withdrawn, null, null, "withdrawn", "source", null)]
    [InlineData(AlertKind.Withdrawn, null, "应本人请求", "withdrawn", "operator", "应本人请求")]
    [InlineData(AlertKind.Ended, AlertEnd.Found, null, "ended", "found", null)]
    [InlineData(AlertKind.Ended, AlertEnd.SearchOver, null, "ended", "searchOver", null)]
    [InlineData(AlertKind.Ended, AlertEnd.Lowered, null, "ended", "lowered", null)]
    public async Task A_program_reads_which_alert_it_is_of_which_article_in_which_state_and_why(
        AlertKind kind, AlertEnd? ending, string? because, string told, string? reason, string? reasonText)
    {
        var alert = AlertSamples.Missing() with { Kind = kind, EndedAs = ending, TakenDownBecause = because, Alert = 12, Revision = 15 };
        await SendAsync(kind == AlertKind.Ended
            ? new OutgoingMessage.Notice(alert) { DeliveryId = "12-1" } : new OutgoingMessage.OneArticle(alert) { DeliveryId = "12-1" });

        using var json = JsonDocument.Parse(Assert.Single(_received).Body);
        AssertAlert(json.RootElement.GetProperty("data").GetProperty("alert"), alert, told, reason, reasonText);
    }

    [Fact]
    public async Task A_program_reads_the_words_in_which_the_source_withdrew_an_article()
    {
        await SendAsync(new OutgoingMessage.OneArticle(AlertSamples.Ordinary() with { Kind = AlertKind.Withdrawn, WithdrawnInWords = "内容失实，已撤稿", Alert = 1, Revision = 2 })
        {
            DeliveryId = "1-1",
        });

        using var json = JsonDocument.Parse(Assert.Single(_received).Body);
        var alert = json.RootElement.GetProperty("data").GetProperty("alert");
        Assert.Equal(("source", "内容失实，已撤稿"), (alert.GetProperty("reason").GetString(), alert.GetProperty("reasonText").GetString()));
    }

    [Fact]
    public async Task Each_article_of_a_digest_has_an_alert_of_its_own()
    {
        var (one, two) = (AlertSamples.Missing() with { Alert = 3, Revision = 3 }, AlertSamples.Ordinary() with { Alert = 4, Revision = 9, Kind = AlertKind.Withdrawn });
        var digest = new DigestMessage
        {
            Kind = DigestKind.Daily, Language = "zh", At = new DateTimeOffset(2026, 11, 23, 8, 0, 0, TimeSpan.FromHours(8)), Count = 2,
            Sections = [new DigestSection("寻人", [one, two])],
        };
        await SendAsync(new OutgoingMessage.Digest(digest) { DeliveryId = "4-1" });

        using var json = JsonDocument.Parse(Assert.Single(_received).Body);
        var data = json.RootElement.GetProperty("data");
        Assert.False(data.TryGetProperty("alert", out _));
        var articles = data.GetProperty("articles").EnumerateArray().ToList();
        AssertAlert(articles[0].GetProperty("alert"), one, "new", null, null);
        AssertAlert(articles[1].GetProperty("alert"), two, "withdrawn", "source", null);
    }

    private static void AssertAlert(JsonElement json, AlertMessage alert, string kind, string? reason, string? reasonText)
    {
        Assert.Equal(
            (alert.Alert!.Value, alert.ArticleId, alert.Revision, kind),
            (json.GetProperty("id").GetInt64(), json.GetProperty("article").GetGuid(), json.GetProperty("revision").GetInt64(), json.GetProperty("kind").GetString()));
        Assert.Equal((reason, reasonText), (Text("reason"), Text("reasonText")));

        string? Text(string name) => json.TryGetProperty(name, out var value) ? value.GetString() : null;
    }

    public static TheoryData<int, string?, SendResult> Answers => new()
    {
        { 204, null, new SendResult.Sent("7-1") },
        { 429, "7", new SendResult.Throttled(TimeSpan.FromSeconds(7), false) },
        { 429, null, new SendResult.Throttled(TimeSpan.FromMinutes(1), false) },
        { 410, null, new SendResult.ChatGone("the target answered 410") },
        { 404, null, new SendResult.ChatResting("the target answered 404", 7) },
        { 302, null, new SendResult.ChatResting("the target answered 302", 7) },
        { 503, null, new SendResult.Unknown("the target answered 503") { MayRepeat = true } },
        { 422, null, new SendResult.Rejected("the target answered 422") },
    };

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Every_answer_has_its_meaning(int status, string? retryAfter, SendResult meaning)
    {
        _answer = response =>
        {
            response.StatusCode = status;
            if (retryAfter is not null)
                response.Headers.RetryAfter = retryAfter;
            return Task.CompletedTask;
        };

        Assert.Equal(meaning, await SendAsync(Sample()));
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_tried_again_and_its_address_is_told_to_nobody()
    {
        await _receiver.StopAsync(ChatApp.Cancel);

        var failed = Assert.IsType<SendResult.Failed>(await SendAsync(Sample()));

        Assert.DoesNotContain("s3cret", failed.Reason, StringComparison.Ordinal);
        Assert.DoesNotContain(_app.Log, line => line.Contains("s3cret", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_connection_that_breaks_before_the_answer_leaves_a_doubt()
    {
        _answer = response =>
        {
            response.HttpContext.Abort();
            return Task.CompletedTask;
        };

        Assert.IsType<SendResult.Unknown>(await SendAsync(Sample()));
    }

    [Fact]
    public async Task A_target_that_the_file_states_no_more_gets_nothing()
    {
        Assert.IsType<SendResult.ChatGone>(await Platform.SendAsync(Desk with { ChatId = "gone" }, Sample(), ChatApp.Cancel));
        Assert.Empty(_received);
    }

    private IChatPlatform Platform => _app.Platform("webhook");

    private static OutgoingMessage.OneArticle Sample() => new(AlertSamples.Ordinary()) { DeliveryId = "7-1" };

    private Task<SendResult> SendAsync(OutgoingMessage message) => Platform.SendAsync(Desk, message, ChatApp.Cancel);

    private static Task<ChatApp> StartAsync(string url, params string[] older) => ChatApp.StartAsync(0, [], catalogue: new SourceCatalogue
    {
        Site = new Site(),
        Targets =
        [
            new Target
            {
                Id = "desk", Kind = TargetKind.Webhook, Url = url, Follow = new FollowedTopics(),
                Secret = "whsec_" + Convert.ToBase64String("a key of ours"u8), OlderSecrets = older,
            },
        ],
    });
}
