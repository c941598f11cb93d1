using System.Buffers.Text;
using System.Net;
using System.Net.Http.Json;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Time.Testing;
using Yunhepan.FeedBot.Alerts.Storage;
using Yunhepan.FeedBot.Alerts.Subscribers;

namespace Yunhepan.FeedBot.Tests.Chat;

/// <summary>A chat belongs to the holder of its secret, and unused chats are deleted.</summary>
public sealed class WebChatStrangersTests
{
    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 11, 29, 4, 0, 0, TimeSpan.Zero));

    public static TheoryData<string> Invented => new(
        Base64Url.EncodeToString(new byte[32]),
        Base64Url.EncodeToString(Enumerable.Repeat((byte)7, 32).ToArray()),
        new string('A', 43),
        "short",
        new string('x', 4000));

    [Theory]
    [MemberData(nameof(Invented))]
    public async Task A_secret_that_we_did_not_give_opens_nothing_and_makes_no_chat(string secret)
    {
        await using var app = await ChatApp.StartAsync();
        using var stranger = WebVisitor.WithSecret(app, secret);

        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.PostAsync("/chat/messages", new { text = "/follow 健康" }));
        Assert.Equal(HttpStatusCode.Unauthorized, await stranger.TryOpenAsync());
        Assert.Equal(0, await CountAsync(app));

        await stranger.BeginAgainAsync();
        var hash = Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(secret)));
        Assert.NotEqual(hash, stranger.Address.ChatId);
        Assert.Equal(1, await CountAsync(app));
    }

    [Fact]
    public async Task One_client_begins_so_many_chats_and_its_own_goes_on()
    {
        await using var app = await ChatApp.StartAsync(("WebChat:NewChatsPerHour", "3"));
        using var first = await WebVisitor.BeginAsync(app);
        for (var i = 0; i < 2; i++)
            (await WebVisitor.BeginAsync(app)).Dispose();

        using var late = WebVisitor.Without(app);
        Assert.Equal(HttpStatusCode.TooManyRequests, await late.PostAsync("/chat/session", new { }));
        Assert.Equal(HttpStatusCode.OK, await first.PostAsync("/chat/session", new { }));
        using var elsewhere = await WebVisitor.BeginAsync(app, IPAddress.Parse("127.0.0.3"));
        Assert.Equal(4, await CountAsync(app));
    }

    [Fact]
    public async Task Chats_that_follow_nothing_and_say_nothing_go_after_a_day_and_others_stay()
    {
        await using var app = await ChatApp.StartAsync(0, [], _time);
        using var silent = await WebVisitor.BeginAsync(app);
        using var speaker = await WebVisitor.BeginAsync(app);
        using var follower = await WebVisitor.BeginAsync(app);
        await speaker.SayAsync("/help");
        await follower.PressAsync("toggle c_health", 0);

        await PruneAsync(app, TimeSpan.FromHours(23));
        Assert.Equal(3, await CountAsync(app));
        await PruneAsync(app, TimeSpan.FromHours(2));

        Assert.Equal(2, await CountAsync(app));
        Assert.Equal(HttpStatusCode.Unauthorized, await silent.TryOpenAsync());
        Assert.Empty(await app.AskAsync<AlertsDb, List<string>>(db =>
            db.Transcript.Where(e => e.ChatId == silent.Address.ChatId).Select(e => e.ChatId)
                .Concat(db.TranscriptChats.Where(c => c.ChatId == silent.Address.ChatId).Select(c => c.ChatId)).ToListAsync(ChatApp.Cancel)));
        await using (var page = await speaker.OpenAsync())
            Assert.Contains("欢迎", (await page.NextAsync()).Text, StringComparison.Ordinal);

        await PruneAsync(app, TimeSpan.FromDays(31));
        Assert.Equal(HttpStatusCode.Unauthorized, await speaker.TryOpenAsync());
        await using var kept = await follower.OpenAsync();
        Assert.Equal(["health"], await app.FollowedAsync(follower.Address));

        // Who comes back begins anew, and the page can tell.
        var before = await StateAsync(follower);
        Assert.Equal(before, await StateAsync(follower));
        Assert.NotEqual(before, await StateAsync(silent));
    }

    [Fact]
    public async Task A_chat_of_another_platform_is_nobodys_to_prune()
    {
        await using var app = await ChatApp.StartAsync(0, [], _time);
        await app.AskAsync<SubscriberStore, Subscriber>(all => all.ArriveAsync(new ChatAddress("telegram", "1", "2"), "zh", ChatApp.Cancel));

        await PruneAsync(app, TimeSpan.FromDays(400));

        Assert.Equal(1, await CountAsync(app));
    }

    [Theory]
    [InlineData("{\"text\":\"a\\u0000b\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"action\":\"toggle c_\\u0000\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\":", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\":\"\\ud800\"}", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("[1,2]", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("", "application/json", HttpStatusCode.BadRequest)]
    [InlineData("{\"text\":\"hi\"}", "application/json; charset=klingon", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("{\"text\":\"hi\"}", "application/json; charset=utf-7", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("text=hi", "application/x-www-form-urlencoded", HttpStatusCode.UnsupportedMediaType)]
    [InlineData("{\"text\":\"hi\"}", "application/json; charset=\"UTF-8\"", HttpStatusCode.OK)]
    public async Task A_body_that_is_nonsense_is_refused_by_its_name(string body, string contentType, HttpStatusCode expected)
    {
        await using var app = await ChatApp.StartAsync();
        using var visitor = await WebVisitor.BeginAsync(app);
        using var request = new HttpRequestMessage(HttpMethod.Post, "/chat/messages") { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) };
        request.Content.Headers.TryAddWithoutValidation("Content-Type", contentType);

        using var response = await visitor.Http.SendAsync(request, ChatApp.Cancel);

        Assert.Equal(expected, response.StatusCode);
        Assert.DoesNotContain(app.Log, line => line.StartsWith("Error", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("/chat/subscriptions.opml", 20)]
    [InlineData("/chat/mydata.json", 20)]
    [InlineData("/chat/history", 20)]
    [InlineData("/chat/pictures/1?v=00", 120)]
    public async Task Nobody_takes_more_at_once_than_a_person_can_use(string path, int most)
    {
        await using var app = await ChatApp.StartAsync();
        using var visitor = await WebVisitor.BeginAsync(app);
        using var other = await WebVisitor.BeginAsync(app);
        var answers = new List<HttpStatusCode>();
        for (var i = 0; i < 2 * most; i++)
        {
            using var response = await visitor.Http.GetAsync(path, ChatApp.Cancel);
            answers.Add(response.StatusCode);
        }

        Assert.DoesNotContain(HttpStatusCode.TooManyRequests, answers.Take(most));
        Assert.Contains(HttpStatusCode.TooManyRequests, answers);
        using var elsewhere = await other.Http.GetAsync(path, ChatApp.Cancel);
        Assert.NotEqual(HttpStatusCode.TooManyRequests, elsewhere.StatusCode);
    }

    private async Task PruneAsync(ChatApp app, TimeSpan later)
    {
        _time.Advance(later);
        await app.AskAsync<SilentChats, int>(chats => chats.PruneAsync(ChatApp.Cancel));
    }

    private static Task<int> CountAsync(ChatApp app) => app.AskAsync<AlertsDb, int>(db => db.Subscribers.CountAsync(ChatApp.Cancel));

    private static async Task<string> StateAsync(WebVisitor visitor)
    {
        using var response = await visitor.Http.PostAsJsonAsync("/chat/session", new { }, ChatApp.Cancel);
        return (await response.Content.ReadFromJsonAsync<JsonElement>(ChatApp.Cancel)).GetProperty("chat").GetString()!;
    }
}
